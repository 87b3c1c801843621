package dev.cram.djl.internal.checkpoint.gguf.file;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of values in a GGUF file's metadata, under their numbers. */
enum GgufValueType {
    UINT8(0, 1),
    INT8(1, 1),
    UINT16(2, 2),
    INT16(3, 2),
    UINT32(4, 4),
    INT32(5, 4),
    FLOAT32(6, 4),
    BOOL(7, 1),
    STRING(8, 0),
    ARRAY(9, 0),
    UINT64(10, 8),
    INT64(11, 8),
    FLOAT64(12, 8);

    private final int number;
    private final int width;

    GgufValueType(int number, int width) {
        this.number = number;
        this.width = width;
    }

    /** Bytes of a value; 0 if they differ. */
    int width() {
        return width;
    }

    static Optional<GgufValueType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
    }
}
