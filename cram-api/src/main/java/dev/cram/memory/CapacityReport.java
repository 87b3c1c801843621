package dev.cram.memory;

import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one text and its memory vectors, by subject. What follows from the measurements is worked out by
 * the methods below, each with its formula; equation numbers are those of Kuratov et al., "Cramming 1568 Tokens into a
 * Single Vector and Back Again" (ACL 2025, arXiv 2502.13063). Immutable and value-equal.
 */
public interface CapacityReport {

    /** The b of Eq. 1 in the paper's tables: bits of a vector's component. */
    int BITS_PER_COMPONENT = 16;

    /**
     * The text. Immutable.
     *
     * @param tokens number L of its tokens, at least 1
     * @param bytes its size in UTF-8
     */
    record Text(int tokens, int bytes) {}

    /**
     * The memory vectors. Immutable.
     *
     * @param count their number k, at least 1
     * @param width number d of components of each
     */
    record Vectors(int count, int width) {}

    /**
     * The text's tokens with the vectors, teacher-forced: each given the true tokens before it. Immutable.
     *
     * @param correct tokens whose logit is the largest with the vectors, 0 to L
     * @param correctWithout tokens whose logit is the largest without the vectors, 0 to L
     * @param horizon compression horizon: the longest prefix of the text that was correct in some round; L when exact
     * @param minMargin smallest gap, over the tokens, between the true logit and the largest other one, in logits; how
     *     safe the decode is on another machine
     */
    record Tokens(int correct, int correctWithout, int horizon, double minMargin) {}

    /**
     * The text's cross-entropy. Immutable.
     *
     * @param before summed over the L tokens without the vectors, in bits; without a start token the first costs log2 V
     * @param after summed over the L tokens with the vectors, in bits
     * @param innerGainNats before minus after over tokens 2 to L only and in nats, which is what the paper's tables hold
     * @param baseline what the text stands behind without the vectors
     */
    record Bits(double before, double after, double innerGainNats, Baseline baseline) {

        public Bits {
            Objects.requireNonNull(baseline, "baseline");
        }
    }

    /**
     * What the search took. Immutable.
     *
     * @param steps rounds of the optimizer
     * @param evaluations evaluations of the whole text, as {@link dev.cram.model.Demand#cost} counts them: all that the
     *     engine worked on with vectors, in all attempts. A verifying decode is a forward pass, and costs 0.5; with a
     *     target margin there are two or three. The vectors of a prefix cost what the search in the whole text did
     * @param seconds wall time, shared by the texts of a batch
     * @param stopReason why the search ended; null when given vectors were only measured
     * @param recipe name of the recipe or optimizer; null when given vectors were only measured
     * @param seed the seed that was set
     * @param reducedBatch largest number of texts evaluated together after the device's memory ran out; 0 if it never did
     * @param vectorBits what one vector was expected to hold, in bits, which a search may go by; 0 when given vectors were
     *     only measured, or where it was not recorded
     */
    record Cost(
            int steps,
            double evaluations,
            double seconds,
            @Nullable StopReason stopReason,
            @Nullable String recipe,
            long seed,
            int reducedBatch,
            double vectorBits) {}

    /**
     * The model, as it was open. Immutable.
     *
     * @param name its name
     * @param precision number format it computed in
     * @param vocabularySize number V of tokens it tells apart, at least 2
     * @param threads threads it computed with on the CPU; 0 where they make no difference, or were not recorded
     */
    record Model(String name, Precision precision, int vocabularySize, int threads) {

        public Model {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(precision, "precision");
        }
    }

    /**
     * Whether greedy decoding from the vectors alone returned the text.
     *
     * @return true if it did
     */
    boolean exact();

    /**
     * The text.
     *
     * @return its sizes
     */
    Text text();

    /**
     * The memory vectors.
     *
     * @return their sizes
     */
    Vectors vectors();

    /**
     * The text's tokens with the vectors.
     *
     * @return what is correct, and how safely
     */
    Tokens tokens();

    /**
     * The text's cross-entropy.
     *
     * @return without the vectors and with them
     */
    Bits bits();

    /**
     * What the search took.
     *
     * @return rounds, evaluations, time, and why it ended
     */
    Cost cost();

    /**
     * The model, as it was open.
     *
     * @return what reports of it need
     */
    Model model();

    /**
     * The headline ratio.
     *
     * @return {@code L / k}
     */
    default double tokensPerVector() {
        return (double) text().tokens() / vectors().count();
    }

    /**
     * Size of the vectors as float32; larger than the text, since this is not a file compressor.
     *
     * @return {@code 4 k d}, in bytes
     */
    default int vectorBytes() {
        return vectors().count() * vectors().width() * Float.BYTES;
    }

    /**
     * The paper's accuracy.
     *
     * @return {@code correct / L}, 0 to 1
     */
    default double teacherForcedAccuracy() {
        return (double) tokens().correct() / text().tokens();
    }

    /**
     * Token gain (Eq. 3): correct tokens with the vectors minus those without.
     *
     * @return in tokens; negative when the vectors harm
     */
    default int tokenGain() {
        return tokens().correct() - tokens().correctWithout();
    }

    /**
     * Theoretical capacity of the vectors (Eq. 1).
     *
     * @return {@code k d b / log2 V}, in tokens
     */
    default double theoreticalCapacityTokens() {
        return theoreticalCapacityTokens(vectors().count(), vectors().width(), model().vocabularySize());
    }

    /**
     * Theoretical capacity of any vectors (Eq. 1).
     *
     * @param vectors number k of vectors
     * @param width number d of components of each
     * @param vocabularySize number V of tokens that the model tells apart
     * @return {@code k d b / log2 V}, in tokens
     */
    static double theoreticalCapacityTokens(int vectors, int width, int vocabularySize) {
        return (double) vectors * width * BITS_PER_COMPONENT / (Math.log(vocabularySize) / Math.log(2));
    }

    /**
     * Token utilisation.
     *
     * @return the token gain as a share of the theoretical capacity
     */
    default double tokenUtilization() {
        return tokenGain() / theoreticalCapacityTokens();
    }

    /**
     * Information gain (Eq. 4).
     *
     * @return cross-entropy before minus after, in bits; negative when the vectors harm
     */
    default double informationGainBits() {
        return bits().before() - bits().after();
    }

    /**
     * Bit utilisation.
     *
     * @return the information gain as a share of {@code k d b}
     */
    default double bitUtilization() {
        return informationGainBits() / ((double) vectors().count() * vectors().width() * BITS_PER_COMPONENT);
    }
}
