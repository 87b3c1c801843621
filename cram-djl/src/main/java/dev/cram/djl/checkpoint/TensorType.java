package dev.cram.djl.checkpoint;

import ai.djl.util.Float16Utils;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Number format of a tensor's contents, under the name that safetensors gives it. */
public enum TensorType {
    /** IEEE single precision. */
    F32(4) {
        @Override
        void widen(ByteBuffer source, FloatBuffer target) {
            target.put(source.asFloatBuffer());
        }
    },
    /** IEEE half precision. */
    F16(2) {
        @Override
        void widen(ByteBuffer source, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 2) {
                target.put(Float16Utils.halfToFloat(source.getShort(i)));
            }
        }
    },
    /** The upper half of single precision. */
    BF16(2) {
        @Override
        void widen(ByteBuffer source, FloatBuffer target) {
            for (int i = source.position(); i < source.limit(); i += 2) {
                target.put(Float.intBitsToFloat(source.getShort(i) << 16));
            }
        }
    },
    /** Double precision; not a weight's format. */
    F64(8),
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
    /** Truth values, one a byte; not a weight's format. */
    BOOL(1);

    private final int width;

    TensorType(int width) {
        this.width = width;
    }

    /** Bytes of one element. */
    int width() {
        return width;
    }

    /** Widens all of a little-endian source to float32. */
    void widen(ByteBuffer source, FloatBuffer target) {
        throw new UnsupportedOperationException(name());
    }

    /** Whether {@link #widen} works. */
    boolean isFloat() {
        return this == F32 || this == F16 || this == BF16;
    }

    static Optional<TensorType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
