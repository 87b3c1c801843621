package dev.cram.capacity.study;

import com.google.common.hash.Hashing;

/** Seeds for numbered draws of one seed: neither neighbouring numbers nor neighbouring seeds share anything. */
final class Seeds {

    private Seeds() {}

    static long of(long seed, long number) {
        return Hashing.sha256().newHasher().putLong(seed).putLong(number).hash().asLong();
    }
}
