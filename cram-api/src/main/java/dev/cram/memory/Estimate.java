package dev.cram.memory;

import java.util.Locale;

/**
 * How hard a text is for a model, told before any search from the text's own cross-entropy: what limits a vector is
 * information, not length (Kuratov et al. 2025, section 5.2). Immutable.
 *
 * @param textBits cross-entropy of the text without vectors, in bits, as {@link CapacityReport.Bits#before()}
 * @param vectorBits what one vector of the model is expected to hold, in bits, above 0
 * @param measured whether {@code vectorBits} was measured on this model, by its user or for a release of this library, or
 *     told by the user; else it is a guess from the width
 * @param tokens tokens of the text
 */
public record Estimate(double textBits, double vectorBits, boolean measured, int tokens) {

    public Estimate {
        if (!(vectorBits > 0 && Double.isFinite(vectorBits))) {
            throw new IllegalArgumentException("vectorBits must be a finite number above 0, but was " + vectorBits);
        }
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
