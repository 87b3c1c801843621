package dev.cram.internal.search;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Seeds and random starts that depend on nothing but the user's seed, the text and the restart. */
public final class Seeds {

    private Seeds() {}

    static long derive(long seed, String text, int restart) {
        return Hashing.sha256()
                .newHasher()
                .putLong(seed)
                .putString(text, StandardCharsets.UTF_8)
                .putInt(restart)
                .hash()
                .asLong();
    }

    /** Independent normal components of the given standard deviation, as in the paper. */
    static float[] normal(long seed, int size, float std) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) (random.nextGaussian() * std);
        }
        return values;
    }
}
