package dev.cram.study.text;

import com.google.common.hash.Hashing;

/** Seeds for numbered draws of one seed: neither neighbouring numbers nor neighbouring seeds share anything. */
public final class Seeds {

    private Seeds() {}

    public static long of(long seed, long number) {
        return Hashing.sha256().newHasher().putLong(seed).putLong(number).hash().asLong();
    }
}
