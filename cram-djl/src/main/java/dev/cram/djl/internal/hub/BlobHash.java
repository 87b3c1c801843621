package dev.cram.djl.internal.hub;

import dev.cram.djl.internal.checkpoint.file.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The hash by which the hub names contents: SHA-256 of large files (64 digits), Git's hash of small ones (40 digits),
 * which is SHA-1 of {@code blob SIZE}, a zero byte and the contents.
 */
final class BlobHash {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int SHA256_DIGITS = 64;
    private static final int BUFFER = 1 << 20;

    private BlobHash() {}

    /** Whether a text is such a hash. */
    static boolean isHash(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether a file has the contents that a hash names. */
    static boolean matches(Path file, String hash) throws IOException {
        MessageDigest digest = Digests.of(hash.length() == SHA256_DIGITS ? "SHA-256" : "SHA-1");
        if (hash.length() != SHA256_DIGITS) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hash);
    }
}
