package dev.cram.djl.internal.checkpoint;

import dev.cram.djl.internal.checkpoint.file.CountingStream;
import dev.cram.djl.internal.checkpoint.file.Digests;
import dev.cram.djl.internal.checkpoint.file.Utf8;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;

/**
 * Identifies a checkpoint: SHA-256 over {@code config.json}, {@code tokenizer.json} and, in the order of their names,
 * every stored tensor's name, type, shape and contents.
 *
 * <p>Each part is preceded by its length in bytes as eight big-endian bytes; texts are UTF-8; type and shape read like
 * {@code F16[4096, 384]}. Contents of up to 1 MiB count whole. Of larger ones 16 blocks of 64 KiB count, so that large
 * models open fast: block i begins at byte {@code floor(i * (size - 65536) / 15)}.
 */
public final class Fingerprint {

    private static final int WHOLE = 1 << 20;
    private static final int BLOCKS = 16;
    private static final int BLOCK = 1 << 16;

    private Fingerprint() {}

    /** A text that is written when it is asked for, each time the same, rather than held. */
    @FunctionalInterface
    public interface Text {

        /** Writes the text in UTF-8. */
        void writeTo(OutputStream out) throws IOException;
    }

    public static String of(String config, String tokenizer, SortedMap<String, Tensor> tensors) {
        return of(config, text(tokenizer), tensors);
    }

    public static String of(String config, Text tokenizer, SortedMap<String, Tensor> tensors) {
        MessageDigest digest = Digests.of("SHA-256");
        add(digest, text(config));
        add(digest, tokenizer);
        tensors.forEach((name, tensor) -> {
            if (name.equals(tensor.name())) {
                add(digest, text(name));
                add(digest, text(tensor.type().toString() + tensor.shape()));
                addContents(digest, tensor);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Text text(String text) {
        return out -> new Utf8(text).transferTo(out);
    }

    private static void add(MessageDigest digest, Text text) {
        try {
            CountingStream counted = new CountingStream();
            text.writeTo(counted);
            addLength(digest, counted.count());
            text.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addContents(MessageDigest digest, Tensor tensor) {
        long size = tensor.byteSize();
        addLength(digest, size);
        if (size <= WHOLE) {
            digest.update(tensor.bytes(0, (int) size));
            return;
        }
        for (int i = 0; i < BLOCKS; i++) {
            long begin = (size - BLOCK) / (BLOCKS - 1) * i + (size - BLOCK) % (BLOCKS - 1) * i / (BLOCKS - 1);
            digest.update(tensor.bytes(begin, BLOCK));
        }
    }

    private static void addLength(MessageDigest digest, long length) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, length));
    }
}
