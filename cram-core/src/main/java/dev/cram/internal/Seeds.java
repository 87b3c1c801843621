package dev.cram.internal;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Seeds and random starts that depend on nothing but what they are made of, and share nothing with their neighbours. */
public final class Seeds {

    private Seeds() {}

    /** A seed of a text's own. */
    public static long derive(long seed, String text, int restart) {
        return Hashing.sha256()
                .newHasher()
                .putLong(seed)
                .putString(text, StandardCharsets.UTF_8)
                .putInt(restart)
                .hash()
                .asLong();
    }

    /** A seed for a numbered draw. */
    public static long of(long seed, long number) {
        return Hashing.sha256().newHasher().putLong(seed).putLong(number).hash().asLong();
    }

    /** Independent normal components of the given standard deviation, as in the paper. */
    public static float[] normal(long seed, int size, float std) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * std);
        }
        return values;
    }
}
