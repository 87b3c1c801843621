package dev.cram.measure;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * How hard a text is for a model, told before any search from the text's own cross-entropy: what limits a vector is
 * information, not length (Kuratov et al. 2025, section 5.2). Immutable.
 *
 * @param textBits cross-entropy of the text without vectors, in bits; the first token costs log2 V
 * @param vectorBits what one vector of the model is expected to hold, in bits, above 0
 * @param measured whether {@code vectorBits} was measured on this model; else it is a guess from the width
 * @param tokens tokens of the text
 */
public record Estimate(double textBits, double vectorBits, boolean measured, int tokens) {

    /**
     * What a component is guessed to hold where nothing was measured: the paper's Pythia-160M holds 396 nats, 572 bits,
     * in 768 components (Kuratov et al. 2025, Table 1).
     */
    static final double GUESSED_BITS_PER_COMPONENT = 0.75;

    private static final Properties MEASURED = new Properties();

    static {
        try (InputStream in = Estimate.class.getResourceAsStream("vector-bits.properties")) {
            MEASURED.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Estimate {
        checkArgument(
                vectorBits > 0 && Double.isFinite(vectorBits),
                "vectorBits must be a finite number above 0, but was %s",
                vectorBits);
    }

    /**
     * For one text.
     *
     * @param model the model
     * @param textBits the text's cross-entropy without vectors, in bits
     * @param tokens the text's tokens
     * @param vectorBits what one vector holds, if the user knows; 0 for what this library has measured, or else a guess
     * @return the estimate
     */
    public static Estimate of(FrozenModel model, double textBits, int tokens, double vectorBits) {
        String known = MEASURED.getProperty(model.fingerprint());
        if (vectorBits > 0) {
            return new Estimate(textBits, vectorBits, true, tokens);
        }
        return known == null
                ? new Estimate(textBits, GUESSED_BITS_PER_COMPONENT * model.width(), false, tokens)
                : new Estimate(textBits, Double.parseDouble(known), true, tokens);
    }

    /**
     * The smallest number of vectors that is expected to hold the text.
     *
     * @return at least 1
     */
    public int vectors() {
        return (int) Math.max(1, Math.ceil(textBits / vectorBits));
    }

    /**
     * How full vectors would be.
     *
     * @param vectors number of vectors, at least 1
     * @return the text's bits over what the vectors are expected to hold; above 1 it is not expected to fit
     */
    public double difficulty(int vectors) {
        return textBits / (vectors * vectorBits);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f bits in %d tokens; one vector of this model holds about %.0f%s",
                textBits,
                tokens,
                vectorBits,
                measured ? "" : " (a guess from its width)");
    }
}
