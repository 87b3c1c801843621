package dev.cram.djl.internal.checkpoint;

import dev.cram.djl.internal.checkpoint.file.Digests;
import dev.cram.djl.internal.checkpoint.file.Utf8;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.nio.ByteBuffer;
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

    public static String of(String config, String tokenizer, SortedMap<String, Tensor> tensors) {
        MessageDigest digest = Digests.of("SHA-256");
        add(digest, config);
        add(digest, tokenizer);
        tensors.forEach((name, tensor) -> {
            if (name.equals(tensor.name())) {
                add(digest, name);
                add(digest, tensor.type().toString() + tensor.shape());
                addContents(digest, tensor);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String text) {
        addLength(digest, Utf8.size(text));
        Utf8 bytes = new Utf8(text);
        while (bytes.piece().hasRemaining()) {
            digest.update(bytes.piece());
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
