package dev.cram.memory;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one text and its memory vectors. Equation numbers are those of Kuratov et al., "Cramming 1568
 * Tokens into a Single Vector and Back Again" (ACL 2025, arXiv 2502.13063). Immutable.
 *
 * @param exact greedy decoding from the vectors alone returned the text
 * @param tokens number L of tokens of the text
 * @param vectors number k of memory vectors
 * @param width number d of components of a vector
 * @param teacherForcedAccuracy share of the L tokens whose logit is the largest, given the true tokens before them; 0
 *     to 1
 * @param horizonTokens compression horizon: the longest prefix of the text that was correct in some round, in tokens;
 *     L when exact
 * @param minMargin smallest gap, over the tokens, between the true logit and the largest other one, in logits; how safe
 *     the decode is on another machine
 * @param steps rounds of the optimizer taken
 * @param evaluations cost in evaluations of the whole text, as {@link dev.cram.model.Demand#cost} counts them: all that the engine worked
 *     on with vectors, in all attempts. A verifying decode is a forward pass, and costs 0.5; with a target margin there are
 *     two or three. The vectors of a prefix cost what the search in the whole text did
 * @param seconds wall time, shared by the texts of a batch
 * @param stopReason why the optimisation ended; null when given vectors were only measured
 * @param crossEntropyBeforeBits summed cross-entropy of the L tokens without the vectors, in bits; the first token costs
 *     log2 V
 * @param crossEntropyAfterBits summed cross-entropy of the L tokens with the vectors, in bits
 * @param informationGainBits before minus after, in bits (Eq. 4)
 * @param innerInformationGainNats the same over tokens 2 to L only and in nats, which is what the paper's tables hold
 * @param tokenGain tokens that are correct with the vectors minus those correct without, teacher-forced (Eq. 3)
 * @param theoreticalCapacityTokens {@code k * d * bitsPerComponent / log2 V} (Eq. 1)
 * @param bitsPerComponent the b of Eq. 1: 16, as in the paper's tables
 * @param tokenUtilization token gain divided by the theoretical capacity
 * @param bitUtilization information gain in bits divided by {@code k * d * bitsPerComponent}
 * @param tokensPerVector L / k, the headline ratio; see the two sizes beside it
 * @param textBytes size of the text in UTF-8
 * @param vectorBytes size of the vectors as float32; larger than the text, since this is not a file compressor
 * @param model the model's name
 * @param precision number format the model computed in
 * @param threads threads that the model computed with on the CPU; 0 where they make no difference, or were not recorded
 * @param recipe name of the recipe or optimizer; null when given vectors were only measured
 * @param seed the seed that was set
 * @param reducedBatch largest number of texts evaluated together after the device's memory ran out; 0 if it never did
 */
public record CapacityReport(
        boolean exact,
        int tokens,
        int vectors,
        int width,
        double teacherForcedAccuracy,
        int horizonTokens,
        double minMargin,
        int steps,
        double evaluations,
        double seconds,
        @Nullable StopReason stopReason,
        double crossEntropyBeforeBits,
        double crossEntropyAfterBits,
        double informationGainBits,
        double innerInformationGainNats,
        int tokenGain,
        double theoreticalCapacityTokens,
        int bitsPerComponent,
        double tokenUtilization,
        double bitUtilization,
        double tokensPerVector,
        int textBytes,
        int vectorBytes,
        String model,
        String precision,
        int threads,
        @Nullable String recipe,
        long seed,
        int reducedBatch) {

    /**
     * Checks that nothing is missing.
     *
     * @param exact as above
     * @param tokens as above
     * @param vectors as above
     * @param width as above
     * @param teacherForcedAccuracy as above
     * @param horizonTokens as above
     * @param minMargin as above
     * @param steps as above
     * @param evaluations as above
     * @param seconds as above
     * @param stopReason as above
     * @param crossEntropyBeforeBits as above
     * @param crossEntropyAfterBits as above
     * @param informationGainBits as above
     * @param innerInformationGainNats as above
     * @param tokenGain as above
     * @param theoreticalCapacityTokens as above
     * @param bitsPerComponent as above
     * @param tokenUtilization as above
     * @param bitUtilization as above
     * @param tokensPerVector as above
     * @param textBytes as above
     * @param vectorBytes as above
     * @param model as above
     * @param precision as above
     * @param threads as above
     * @param recipe as above
     * @param seed as above
     * @param reducedBatch as above
     */
    public CapacityReport {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(precision, "precision");
    }
}
