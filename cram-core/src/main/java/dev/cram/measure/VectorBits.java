package dev.cram.measure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.memory.Estimate;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What one vector of a model is expected to hold, and how that is known. Immutable and thread-safe.
 *
 * @param bits in bits, above 0
 * @param source how it is known
 * @serial exclude
 */
public record VectorBits(double bits, Source source) implements Serializable {

    /**
     * What a component is guessed to hold where nothing was measured: the paper's Pythia-160M holds 396 nats, 572 bits,
     * in 768 components (Kuratov et al. 2025, Table 1).
     */
    static final double GUESSED_BITS_PER_COMPONENT = 0.75;

    private static final Properties MEASURED = new Properties();

    static {
        try (InputStream in = VectorBits.class.getResourceAsStream("vector-bits.properties")) {
            MEASURED.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How it is known; what comes first here is taken first. Immutable. */
    public enum Source {
        /** The user said so, as by {@link dev.cram.Cram#vectorBits}. */
        TOLD("told"),
        /** The user has {@linkplain Calibrations#save calibrated} the model. */
        CALIBRATED("your calibration"),
        /** It was measured on the model before this version of the library was released. */
        RELEASED("measured for this release"),
        /** It is not known: a guess from the model's width. */
        GUESSED("a guess from its width");

        private final String label;

        Source(String label) {
            this.label = label;
        }

        /**
         * In words.
         *
         * @return such as {@code a guess from its width}
         */
        @Override
        public String toString() {
            return label;
        }
    }

    public VectorBits {
        checkArgument(
                bits > 0 && Double.isFinite(bits), "bits must be a finite number of bits above 0, but was %s", bits);
        Objects.requireNonNull(source, "source");
    }

    /**
     * The best that is known of a model. Reads the user's calibration anew, so that another process's counts too.
     *
     * @param model the model
     * @param told what one vector holds, in bits above 0, if the user knows; null if not
     * @return what the user told, or has calibrated, or what this library has measured, or a guess
     */
    public static VectorBits of(FrozenModel model, @Nullable Double told) {
        Objects.requireNonNull(model, "model");
        return told != null
                ? new VectorBits(told, Source.TOLD)
                : Calibrations.find(model)
                        .map(saved -> new VectorBits(saved.vectorBits(), Source.CALIBRATED))
                        .orElseGet(() -> released(model));
    }

    /**
     * What every user of this version knows of a model, for results that must not depend on the user's calibrations.
     *
     * @param model the model
     * @return what this library has measured, or a guess
     */
    public static VectorBits released(FrozenModel model) {
        Objects.requireNonNull(model, "model");
        String known = MEASURED.getProperty(model.fingerprint());
        return known == null
                ? new VectorBits(GUESSED_BITS_PER_COMPONENT * model.width(), Source.GUESSED)
                : new VectorBits(Double.parseDouble(known), Source.RELEASED);
    }

    /**
     * How hard a text is.
     *
     * @param textBits the text's cross-entropy without vectors, in bits
     * @param tokens the text's tokens
     * @return the estimate
     */
    public Estimate estimate(double textBits, int tokens) {
        return new Estimate(textBits, bits, source != Source.GUESSED, tokens);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f bits, %s", bits, source);
    }
}
