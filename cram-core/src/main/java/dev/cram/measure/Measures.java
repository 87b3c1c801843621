package dev.cram.measure;

import dev.cram.model.TokenScores;

/**
 * The measures of Kuratov et al., "Cramming 1568 Tokens into a Single Vector and Back Again" (ACL 2025), section 3, on
 * this library's layout: the first token counts too. Equation numbers are the paper's. Stateless.
 */
public final class Measures {

    private static final double LN_2 = Math.log(2);

    private Measures() {}

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
}
