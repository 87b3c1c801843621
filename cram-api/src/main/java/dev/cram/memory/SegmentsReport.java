package dev.cram.memory;

/**
 * What was measured of the segments of a long text together. Immutable.
 *
 * @param segments number of segments
 * @param exact how many of them greedy decoding was seen to return
 * @param secondTries segments that did not come out exact at first, and were split
 * @param characters characters of the text, as UTF-16 code units
 * @param bytes bytes of the text in UTF-8
 * @param tokens tokens of all segments
 * @param vectors memory vectors of all segments
 * @param bitsBefore cross-entropy of the segments without vectors, in bits
 * @param bitsAfter cross-entropy of the segments with their vectors, in bits
 * @param evaluations what the search cost, failed tries included, as {@link dev.cram.model.Demand#cost} counts it: a text's
 *     evaluations are of its own length
 */
public record SegmentsReport(
        int segments,
        int exact,
        int secondTries,
        long characters,
        long bytes,
        long tokens,
        long vectors,
        double bitsBefore,
        double bitsAfter,
        double evaluations) {

    /**
     * How much the vectors carry (Kuratov et al. 2025, Eq. 4), over all segments.
     *
     * @return bits before less bits after
     */
    public double informationGainBits() {
        return bitsBefore - bitsAfter;
    }

    /**
     * Tokens that a vector holds in the mean.
     *
     * @return the number; 0 for no text
     */
    public double tokensPerVector() {
        return vectors == 0 ? 0 : tokens / (double) vectors;
    }
}
