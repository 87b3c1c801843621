package dev.cram.djl.internal.checkpoint;

import java.nio.charset.StandardCharsets;

/** Writes pickles, sound ones and others. */
public final class TestPickle {

    private TestPickle() {}

    /** Protocol 2, then instructions as letters with their arguments. */
    public static byte[] program(String... parts) {
        return TestGguf.concat(new byte[] {(byte) 0x80, 2}, latin(String.join("", parts)));
    }

    /** A dict of one tensor in the storage 0. */
    public static byte[] oneTensor(String name, String storage, int size, int offset, int[] shape, int[] strides) {
        return TestGguf.concat(
                program("}"),
                text(name),
                latin("ctorch._utils\n_rebuild_tensor_v2\n(("),
                text("storage"),
                latin("ctorch\n" + storage + "\n"),
                text("0"),
                text("cpu"),
                integer(size),
                latin("tQ"),
                integer(offset),
                tuple(shape),
                tuple(strides),
                latin("\u0089}tRs."));
    }

    static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return TestGguf.concat(latin("X"), TestGguf.bytes(bytes.length), bytes);
    }

    static byte[] integer(int value) {
        return TestGguf.concat(latin("J"), TestGguf.bytes(value));
    }

    private static byte[] tuple(int[] items) {
        byte[] tuple = latin("(");
        for (int item : items) {
            tuple = TestGguf.concat(tuple, integer(item));
        }
        return TestGguf.concat(tuple, latin("t"));
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
