package dev.cram.djl.internal.decoder.family;

import java.util.ArrayList;
import java.util.List;

/** The slopes of linear biases (ALiBi): powers of 2 that fall from head to head. */
final class Alibi {

    private static final int FIRST_EXPONENT = 3;

    private Alibi() {}

    /** A slope for each head; those beyond a power of 2 stand between the others. */
    static List<Float> slopes(int heads) {
        int power = Integer.highestOneBit(heads);
        List<Float> slopes = new ArrayList<>();
        for (int i = 1; i <= power; i++) {
            slopes.add(slope(power, i));
        }
        for (int i = 1; slopes.size() < heads; i += 2) {
            slopes.add(slope(2 * power, i));
        }
        return slopes;
    }

    private static float slope(int heads, int number) {
        double log = Math.log(heads) / Math.log(2);
        float base = (float) Math.pow(2, -Math.pow(2, -(log - FIRST_EXPONENT)));
        return (float) Math.pow(base, number);
    }
}
