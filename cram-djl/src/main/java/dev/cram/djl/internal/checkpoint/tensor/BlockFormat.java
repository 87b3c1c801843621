package dev.cram.djl.internal.checkpoint.tensor;

import java.nio.ByteBuffer;

/**
 * A block format of GGUF: each block holds its numbers as small integers with one or two scales. Computed in float32 in the
 * order of the reference, {@code gguf.quants} of the ggml project, so that each number equals the reference's bit for bit.
 */
@FunctionalInterface
interface BlockFormat {

    /** Reads the block that begins at a byte of the source into the target, from its beginning. */
    void widen(ByteBuffer source, int at, float[] target);
}
