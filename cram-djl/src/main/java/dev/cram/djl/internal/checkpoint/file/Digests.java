package dev.cram.djl.internal.checkpoint.file;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of files. */
public final class Digests {

    private Digests() {}

    /** A new digest of SHA-1 or SHA-256. */
    public static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has " + algorithm, e);
        }
    }
}
