package dev.cram.djl.internal.checkpoint.tensor;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Number format of a tensor's contents: under the name that safetensors gives it, or a block format of GGUF under the
 * name that GGUF gives it.
 */
public enum TensorType {
    /** IEEE single precision. */
    F32(4) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            target.put(source.asFloatBuffer());
        }
    },
    /** IEEE half precision. */
    F16(2) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 2) {
                target.put(QuantBits.half(source.getShort(i)));
            }
        }
    },
    /** The upper half of single precision. */
    BF16(2) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 2) {
                target.put(Float.intBitsToFloat(source.getShort(i) << 16));
            }
        }
    },
    /** Blocks of 32 numbers of 4 bits, with a scale. */
    Q4_0(32, 18, LegacyQuants::q40),
    /** Blocks of 32 numbers of 4 bits, with a scale and a minimum. */
    Q4_1(32, 20, LegacyQuants::q41),
    /** Blocks of 32 numbers of 5 bits, with a scale. */
    Q5_0(32, 22, LegacyQuants::q50),
    /** Blocks of 32 numbers of 5 bits, with a scale and a minimum. */
    Q5_1(32, 24, LegacyQuants::q51),
    /** Blocks of 32 numbers of 8 bits, with a scale. */
    Q8_0(32, 34, LegacyQuants::q80),
    /** Blocks of 256 numbers of 4 bits, with a scale and a minimum for each 32. */
    Q4_K(256, 144, KQuants::q4k),
    /** Blocks of 256 numbers of 5 bits, with a scale and a minimum for each 32. */
    Q5_K(256, 176, KQuants::q5k),
    /** Blocks of 256 numbers of 6 bits, with a scale for each 16. */
    Q6_K(256, 210, KQuants::q6k),
    /** IEEE double precision, rounded to single as it is read. */
    F64(8) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 8) {
                target.put((float) source.getDouble(i));
            }
        }
    },
    /** Signed 64-bit integers; not a weight's format. */
    I64(8),
    /** Signed 32-bit integers; not a weight's format. */
    I32(4),
    /** Signed 16-bit integers; not a weight's format. */
    I16(2),
    /** Signed bytes; not a weight's format. */
    I8(1),
    /** Unsigned bytes; not a weight's format. */
    U8(1),
    /** Unsigned 16-bit integers; not a weight's format. */
    U16(2),
    /** Unsigned 32-bit integers; not a weight's format. */
    U32(4),
    /** Unsigned 64-bit integers; not a weight's format. */
    U64(8),
    /** Floating-point numbers of 8 bits, 3 of them for the fraction, of quantised models; not read. */
    F8_E4M3(1),
    /** Floating-point numbers of 8 bits, 2 of them for the fraction, of quantised models; not read. */
    F8_E5M2(1),
    /** Powers of two in 8 bits, of quantised models; not read. */
    F8_E8M0(1),
    /** Truth values, one a byte; not a weight's format. */
    BOOL(1);

    private final int blockSize;
    private final int blockBytes;

    @SuppressWarnings("ImmutableEnumChecker") // each is a reference to a static method
    private final @Nullable BlockFormat block;

    TensorType(int width) {
        this.blockSize = 1;
        this.blockBytes = width;
        this.block = null;
    }

    TensorType(int blockSize, int blockBytes, BlockFormat block) {
        this.blockSize = blockSize;
        this.blockBytes = blockBytes;
        this.block = block;
    }

    /** Elements of one block, the smallest piece that can be read. */
    public int blockSize() {
        return blockSize;
    }

    /** Bytes of one block. */
    public int blockBytes() {
        return blockBytes;
    }

    /**
     * Widens a little-endian source of whole blocks to float32, from an element of the first block on, until the target
     * is full.
     */
    void widen(ByteBuffer source, int skip, FloatBuffer target) {
        if (block == null) {
            throw new UnsupportedOperationException(name());
        }
        float[] piece = new float[blockSize];
        int begin = skip;
        for (int at = 0; target.hasRemaining(); at += blockBytes) {
            block.widen(source, at, piece);
            target.put(piece, begin, Math.min(blockSize - begin, target.remaining()));
            begin = 0;
        }
    }

    /** Whether tensors of this type can be read as weights. */
    public boolean isFloat() {
        return block != null || this == F32 || this == F16 || this == BF16 || this == F64;
    }

    public static Optional<TensorType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
