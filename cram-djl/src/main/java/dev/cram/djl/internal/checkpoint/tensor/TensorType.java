package dev.cram.djl.internal.checkpoint.tensor;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    /** Blocks of 256 numbers of 2 bits, with a scale and a minimum for each 16. */
    Q2_K(256, 84, KQuants::q2k),
    /** Blocks of 256 numbers of 3 bits, with a scale for each 16. */
    Q3_K(256, 110, KQuants::q3k),
    /** Blocks of 256 numbers of 4 bits, with a scale and a minimum for each 32. */
    Q4_K(256, 144, KQuants::q4k),
    /** Blocks of 256 numbers of 5 bits, with a scale and a minimum for each 32. */
    Q5_K(256, 176, KQuants::q5k),
    /** Blocks of 256 numbers of 6 bits, with a scale for each 16. */
    Q6_K(256, 210, KQuants::q6k),
    /** Blocks of 256 numbers of 8 bits, with a scale and sums. */
    Q8_K(256, 292, KQuants::q8k),
    /** Blocks of 128 signs, with a scale. */
    Q1_0(128, 18, TernaryQuants::q10),
    /** Blocks of 256 numbers of three values, five a byte, with a scale. */
    TQ1_0(256, 54, TernaryQuants::tq10),
    /** Blocks of 256 numbers of 2 bits, of three values, with a scale. */
    TQ2_0(256, 66, TernaryQuants::tq20),
    /** Blocks of 32 vectors of 8 numbers of a table of 2048, with a scale for each 32 numbers. */
    IQ1_S(256, 50, TernaryQuants::iq1s),
    /** Blocks of 32 vectors of 8 numbers of a table of 2048, with a scale for each 16 numbers. */
    IQ1_M(256, 56, TernaryQuants::iq1m),
    /** Blocks of 32 vectors of 8 numbers of a table of 256, with signs and a scale for each 32 numbers. */
    IQ2_XXS(256, 66, GridQuants::iq2xxs),
    /** Blocks of 32 vectors of 8 numbers of a table of 512, with signs and a scale for each 16 numbers. */
    IQ2_XS(256, 74, GridQuants::iq2xs),
    /** Blocks of 32 vectors of 8 numbers of a table of 1024, with signs and a scale for each 16 numbers. */
    IQ2_S(256, 82, GridQuants::iq2s),
    /** Blocks of 64 vectors of 4 numbers of a table of 256, with signs and a scale for each 32 numbers. */
    IQ3_XXS(256, 98, GridQuants::iq3xxs),
    /** Blocks of 64 vectors of 4 numbers of a table of 512, with signs and a scale for each 32 numbers. */
    IQ3_S(256, 110, GridQuants::iq3s),
    /** Blocks of 32 numbers of a table of 16, with a scale. */
    IQ4_NL(32, 18, TableQuants::iq4nl),
    /** Blocks of 256 numbers of a table of 16, with a scale for each 32. */
    IQ4_XS(256, 136, TableQuants::iq4xs),
    /** Blocks of 32 floating-point numbers of 4 bits, with a power of two as scale. */
    MXFP4(32, 17, TableQuants::mxfp4),
    /** Blocks of 64 floating-point numbers of 4 bits, with a scale of 8 bits for each 16. */
    NVFP4(64, 36, TableQuants::nvfp4),
    /** IEEE double precision, rounded to single as it is read. */
    F64(8) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 8) {
                target.put((float) source.getDouble(i));
            }
        }
    },
    /** Signed 64-bit integers, rounded to single precision as they are read; not a weight's format. */
    I64(8) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 8) {
                target.put((float) source.getLong(i));
            }
        }
    },
    /** Signed 32-bit integers, rounded to single precision as they are read; not a weight's format. */
    I32(4) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 4) {
                target.put((float) source.getInt(i));
            }
        }
    },
    /** Signed 16-bit integers; not a weight's format. */
    I16(2) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 2) {
                target.put(source.getShort(i));
            }
        }
    },
    /** Signed bytes; not a weight's format. */
    I8(1) {
        @Override
        void widen(ByteBuffer source, int skip, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i++) {
                target.put(source.get(i));
            }
        }
    },
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

    private static final Map<String, TensorType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TensorType::name, Function.identity()));

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

    /** Whether tensors of this type can be read, be it as numbers that are no weights. */
    boolean isReadable() {
        return isFloat() || this == I64 || this == I32 || this == I16 || this == I8;
    }

    public static Optional<TensorType> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
