package dev.cram.memory;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Memory vectors for one text under one model, with what is needed to read them back and to refuse a wrong model.
 *
 * <p>Immutable and thread-safe; values are copied in and out. Two are equal when everything but the report is.
 */
public final class MemoryVectors {

    private final float[] values;
    private final int count;
    private final Origin origin;
    private final @Nullable CapacityReport report;

    private MemoryVectors(float[] values, int count, Origin origin, @Nullable CapacityReport report) {
        this.values = values;
        this.count = count;
        this.origin = origin;
        this.report = report;
    }

    /**
     * Where vectors come from: the model, the precision and the text they were made for.
     *
     * @param model the model's name, for people
     * @param fingerprint the model's {@link dev.cram.model.FrozenModel#fingerprint()}
     * @param precision the model's {@link dev.cram.model.FrozenModel#precision()}
     * @param tokens number of tokens to decode, at least 1
     * @param textSha256 SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal
     * @param exact whether greedy decoding was seen to return the text
     */
    public record Origin(
            String model, String fingerprint, String precision, int tokens, String textSha256, boolean exact) {

        /**
         * Checks the token count, and that nothing is missing.
         *
         * @param model as above
         * @param fingerprint as above
         * @param precision as above
         * @param tokens as above
         * @param textSha256 as above
         * @param exact as above
         */
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
     * Vectors without a report.
     *
     * @param values {@code [count x width]}, row-major, finite numbers; copied
     * @param count number of vectors, at least 1 and a divisor of the number of values
     * @param origin where they come from
     * @return the vectors
     * @throws IllegalArgumentException if the values do not make {@code count} vectors of equal width, or one of them is
     *     no finite number
     */
    public static MemoryVectors of(float[] values, int count, Origin origin) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(origin, "origin");
        if (count < 1 || values.length == 0 || values.length % count != 0) {
            throw new IllegalArgumentException(values.length + " values do not make " + count + " vectors");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "values[" + i + "], component " + i % (values.length / count) + " of vector "
                                + i / (values.length / count) + ", must be a finite number, but was " + values[i]);
            }
        }
        return new MemoryVectors(values.clone(), count, origin, null);
    }

    /**
     * The same vectors with a report.
     *
     * @param report what was measured of them
     * @return a new value
     */
    public MemoryVectors withReport(CapacityReport report) {
        return new MemoryVectors(values, count, origin, Objects.requireNonNull(report, "report"));
    }

    /**
     * The number of vectors.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }

    /**
     * The number of components of one vector.
     *
     * @return at least 1
     */
    public int width() {
        return values.length / count;
    }

    /**
     * A copy of all components.
     *
     * @return {@code [count x width]}, row-major
     */
    public float[] toArray() {
        return values.clone();
    }

    /**
     * Where the vectors come from.
     *
     * @return model, precision and text
     */
    public Origin origin() {
        return origin;
    }

    /**
     * Whether a report is at hand: vectors that {@code compress} made have one.
     *
     * @return true if {@link #report()} returns
     */
    public boolean hasReport() {
        return report != null;
    }

    /**
     * What was measured when the vectors were made.
     *
     * @return the report
     * @throws IllegalStateException if there is none, since the text was not known
     */
    public CapacityReport report() {
        if (report == null) {
            throw new IllegalStateException(
                    "These vectors carry no report, since they were not made from a text here: call measure(vectors, text)");
        }
        return report;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryVectors that
                && count == that.count
                && origin.equals(that.origin)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + origin.hashCode();
    }

    @Override
    public String toString() {
        return count + " x " + width() + " for " + origin.tokens() + " tokens under " + origin.model()
                + (origin.exact() ? "" : " (inexact)");
    }
}
