package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A value of a GGUF file's metadata, which stays in the file until it is asked for. Its extent has been checked; that it
 * is of the type asked for is the asker's to check.
 *
 * @param type its kind, or that of its items
 * @param count number of items; {@link #SINGLE} if it is no array
 * @param position its first byte
 */
record GgufValue(BinaryFile file, GgufValueType type, int count, int position) {

    /** As a number of items: none, but a value. */
    static final int SINGLE = -1;

    private static final int USUAL_TEXT = 1 << 10;

    /** An integer of any width; empty if it is none. */
    OptionalLong integer() {
        ByteBuffer header = header();
        return switch (type) {
            case UINT8 -> OptionalLong.of(header.get(position) & 0xff);
            case INT8 -> OptionalLong.of(header.get(position));
            case UINT16 -> OptionalLong.of(header.getShort(position) & 0xffff);
            case INT16 -> OptionalLong.of(header.getShort(position));
            case UINT32 -> OptionalLong.of(header.getInt(position) & 0xffff_ffffL);
            case INT32 -> OptionalLong.of(header.getInt(position));
            case UINT64, INT64 -> OptionalLong.of(header.getLong(position));
            default -> OptionalLong.empty();
        };
    }

    /** A number of single precision as the shortest decimal, which is what its author wrote. */
    double float32() {
        return Double.parseDouble(Float.toString(header().getFloat(position)));
    }

    double float64() {
        return header().getDouble(position);
    }

    boolean flag() {
        return header().get(position) != 0;
    }

    List<Boolean> flags() {
        ByteBuffer header = header();
        List<Boolean> flags = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            flags.add(header.get(position + i) != 0);
        }
        return flags;
    }

    String text() {
        ByteBuffer header = header();
        byte[] bytes = new byte[(int) header.getLong(position)];
        return text(header, position + Long.BYTES, bytes.length, bytes);
    }

    List<String> texts() {
        ByteBuffer header = header();
        List<String> texts = new ArrayList<>(count);
        byte[] bytes = new byte[USUAL_TEXT];
        for (int i = 0, at = position; i < count; i++) {
            int length = (int) header.getLong(at);
            texts.add(text(header, at + Long.BYTES, length, length > bytes.length ? new byte[length] : bytes));
            at += Long.BYTES + length;
        }
        return texts;
    }

    float[] numbers() {
        float[] numbers = new float[count];
        file.slice(position, count * Float.BYTES).asFloatBuffer().get(numbers);
        return numbers;
    }

    int[] integers() {
        int[] integers = new int[count];
        file.slice(position, count * Integer.BYTES).asIntBuffer().get(integers);
        return integers;
    }

    /** A text, whose bytes are put into an array first. */
    private static String text(ByteBuffer header, int at, int length, byte[] bytes) {
        header.get(at, bytes, 0, length);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** The beginning of the file, to which positions refer. */
    private ByteBuffer header() {
        return file.slice(0, (int) Math.min(file.size(), BinaryFile.LONGEST_SLICE));
    }
}
