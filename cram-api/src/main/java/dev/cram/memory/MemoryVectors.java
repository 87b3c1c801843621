package dev.cram.memory;

import dev.cram.model.Precision;
import java.util.Objects;

/**
 * Memory vectors for one text under one model, with what is needed to read them back and to refuse a wrong model.
 *
 * <p>Immutable and thread-safe; arrays are copies. Value-equal: two are equal when everything but the report is.
 */
public interface MemoryVectors {

    /**
     * Where vectors come from: the model, the precision and the text they were made for. Immutable.
     *
     * @param model the model's name, for people
     * @param fingerprint the model's {@link dev.cram.model.FrozenModel#fingerprint()}
     * @param precision the model's {@link dev.cram.model.FrozenModel#precision()}
     * @param tokens number of tokens to decode, at least 1
     * @param textSha256 SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal
     * @param exact whether greedy decoding was seen to return the text
     */
    record Origin(String model, String fingerprint, Precision precision, int tokens, String textSha256, boolean exact) {

        public Origin {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(fingerprint, "fingerprint");
            Objects.requireNonNull(precision, "precision");
            Objects.requireNonNull(textSha256, "textSha256");
            if (tokens < 1) {
                throw new IllegalArgumentException("tokens must be at least 1, but was " + tokens);
            }
        }
    }

    /**
     * The number of vectors.
     *
     * @return at least 1
     */
    int count();

    /**
     * The number of components of one vector.
     *
     * @return at least 1
     */
    int width();

    /**
     * A copy of one vector.
     *
     * @param index which one, from 0
     * @return {@code [width]}
     * @throws IndexOutOfBoundsException if there is no such vector
     */
    float[] vector(int index);

    /**
     * A copy of all components.
     *
     * @return {@code [count x width]}, row-major
     */
    float[] toArray();

    /**
     * Where the vectors come from.
     *
     * @return model, precision and text
     */
    Origin origin();

    /**
     * Whether a report is at hand: vectors that {@code compress} made have one.
     *
     * @return true if {@link #report()} returns
     */
    boolean hasReport();

    /**
     * What was measured when the vectors were made.
     *
     * @return the report
     * @throws IllegalStateException if there is none, since the text was not known
     */
    CapacityReport report();
}
