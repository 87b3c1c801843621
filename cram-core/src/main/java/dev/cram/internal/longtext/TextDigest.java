package dev.cram.internal.longtext;

import com.google.common.hash.HashCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of a text, in UTF-16, big-endian, as it is read. */
final class TextDigest {

    private final MessageDigest digest;

    TextDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(CharSequence text) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> 8);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        digest.update(bytes);
    }

    /** Takes in so many characters of a reader, or all if there are fewer. */
    void add(Reader reader, long characters) throws IOException {
        char[] block = new char[8192];
        long left = characters;
        while (left > 0) {
            int read = reader.read(block, 0, (int) Math.min(left, block.length));
            if (read < 0) {
                return;
            }
            add(CharBuffer.wrap(block, 0, read));
            left -= read;
        }
    }

    /** Of all that was taken in so far. */
    HashCode hash() {
        try {
            return HashCode.fromBytes(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be asked before the end", e);
        }
    }
}
