package dev.cram.measure;

import com.google.common.base.Utf8;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.StopReason;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The measures of Kuratov et al., "Cramming 1568 Tokens into a Single Vector and Back Again" (ACL 2025), section 3, on
 * this library's layout: the first token counts too. Equation numbers are the paper's. Stateless.
 */
public final class Measures {

    /** The b of Eq. 1 in the paper's tables: bits of a vector's component. */
    public static final int BITS_PER_COMPONENT = 16;

    private static final double LN_2 = Math.log(2);

    private Measures() {}

    /**
     * Theoretical capacity (Eq. 1): {@code vectors * width * BITS_PER_COMPONENT / log2 vocabularySize}.
     *
     * @param vectors number of memory vectors
     * @param width components of a vector
     * @param vocabularySize tokens the model tells apart
     * @return in tokens
     */
    public static double theoreticalCapacityTokens(int vectors, int width, int vocabularySize) {
        return (double) vectors * width * BITS_PER_COMPONENT / bits(Math.log(vocabularySize));
    }

    /**
     * Token gain (Eq. 3): correct tokens with the vectors minus correct tokens without, teacher-forced.
     *
     * @param before scores without the vectors
     * @param after scores with the vectors
     * @return in tokens; negative when the vectors harm
     */
    public static int tokenGain(TokenScores before, TokenScores after) {
        return after.correct() - before.correct();
    }

    /**
     * Information gain (Eq. 4): summed cross-entropy without the vectors minus with them.
     *
     * @param before scores without the vectors
     * @param after scores with the vectors
     * @return in bits; negative when the vectors harm
     */
    public static double informationGainBits(TokenScores before, TokenScores after) {
        return bits(before.totalNats() - after.totalNats());
    }

    /**
     * Information gain over tokens 2 to L in nats, which is what the paper's tables hold: its code throws the vectors'
     * own prediction of the first token away and takes natural logarithms.
     *
     * @param before scores without the vectors
     * @param after scores with the vectors
     * @return in nats
     */
    public static double innerInformationGainNats(TokenScores before, TokenScores after) {
        return before.totalNats(1) - after.totalNats(1);
    }

    /**
     * Converts natural to binary units.
     *
     * @param nats an amount of information in nats
     * @return the same in bits
     */
    public static double bits(double nats) {
        return nats / LN_2;
    }

    /**
     * What a search cost and why it ended. Immutable.
     *
     * @param steps rounds taken
     * @param evaluations cost in evaluations
     * @param seconds wall time
     * @param stopReason why it ended; null when vectors were only measured
     * @param recipe the recipe's name; null when vectors were only measured
     * @param seed the seed that was set
     * @param reducedBatch largest number of texts evaluated together after memory ran out; 0 if it never did
     */
    public record Effort(
            int steps,
            double evaluations,
            double seconds,
            @Nullable StopReason stopReason,
            @Nullable String recipe,
            long seed,
            int reducedBatch) {}

    /**
     * Puts all measures of one text together.
     *
     * @param model the model
     * @param text the text
     * @param before scores of its tokens without the vectors
     * @param after scores of its tokens with the vectors
     * @param vectors number of memory vectors
     * @param exact whether greedy decoding returned the text
     * @param horizon the longest prefix that was correct, in tokens
     * @param effort what it cost
     * @return the report
     */
    public static CapacityReport report(
            FrozenModel model,
            String text,
            TokenScores before,
            TokenScores after,
            int vectors,
            boolean exact,
            int horizon,
            Effort effort) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(effort, "effort");
        int tokens = after.tokens();
        int width = model.width();
        double capacity = theoreticalCapacityTokens(vectors, width, model.vocabularySize());
        double gainBits = informationGainBits(before, after);
        int tokenGain = tokenGain(before, after);
        return new CapacityReport(
                exact,
                tokens,
                vectors,
                width,
                after.accuracy(0),
                horizon,
                after.minMargin(),
                effort.steps(),
                effort.evaluations(),
                effort.seconds(),
                effort.stopReason(),
                bits(before.totalNats()),
                bits(after.totalNats()),
                gainBits,
                innerInformationGainNats(before, after),
                tokenGain,
                capacity,
                BITS_PER_COMPONENT,
                tokenGain / capacity,
                gainBits / ((double) vectors * width * BITS_PER_COMPONENT),
                (double) tokens / vectors,
                Utf8.encodedLength(text),
                vectors * width * Float.BYTES,
                model.name(),
                model.precision(),
                model.threads(),
                effort.recipe(),
                effort.seed(),
                effort.reducedBatch());
    }
}
