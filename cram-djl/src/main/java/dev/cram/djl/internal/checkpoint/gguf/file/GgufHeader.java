package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The header of a GGUF file, read from its beginning on: each length is checked before anything is made of it. */
final class GgufHeader {

    private final BinaryFile file;
    private final ByteBuffer bytes;

    GgufHeader(BinaryFile file) {
        this.file = file;
        this.bytes = file.slice(0, (int) Math.min(file.size(), BinaryFile.LONGEST_SLICE));
    }

    int position() {
        return bytes.position();
    }

    byte[] bytes(int length) {
        byte[] read = new byte[length];
        bytes.get(read);
        return read;
    }

    int readInt() {
        return bytes.getInt();
    }

    long readLong() {
        return bytes.getLong();
    }

    String readName() {
        int length = checkLength(bytes.getLong(), 1, "a name");
        if (length == 0 || length > ModelLimits.NAME) {
            throw file.damaged("it has a name of " + length + " bytes");
        }
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    GgufValueType readType(String key) {
        int number = bytes.getInt();
        return GgufValueType.of(number)
                .orElseThrow(() -> file.damaged("its value " + key + " is of the unknown type " + number));
    }

    /** Reads the number of an array's items. */
    int readCount(GgufValueType type, String key) {
        return checkLength(bytes.getLong(), Math.max(type.width(), 1), key);
    }

    void skip(GgufValueType type, int count, String key) {
        if (type != GgufValueType.STRING) {
            bytes.position(bytes.position() + checkLength(count, type.width(), key) * type.width());
            return;
        }
        for (int i = 0; i < count; i++) {
            int length = checkLength(bytes.getLong(), 1, key);
            bytes.position(bytes.position() + length);
        }
    }

    /** Checks that a number of things, each of a width, is not more than the header has left. */
    private int checkLength(long count, int width, String what) {
        if (count < 0 || count > bytes.remaining() / width) {
            throw file.damaged(what + " has the impossible length " + Long.toUnsignedString(count));
        }
        return (int) count;
    }
}
