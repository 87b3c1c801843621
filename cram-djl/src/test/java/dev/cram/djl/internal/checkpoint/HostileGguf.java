package dev.cram.djl.internal.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** GGUF files that claim what they should not. */
final class HostileGguf {

    private static final long HUGE = 1L << 62;
    private static final int ARRAY = 9;

    private HostileGguf() {}

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (long count : new long[] {HUGE, -1, Long.MIN_VALUE, 1 << 20}) {
            files.put(count + " tensors", TestGguf.llama().header(count, 10));
            files.put(count + " values", TestGguf.llama().header(3, count));
        }
        for (long length : new long[] {HUGE, -1, Integer.MAX_VALUE, 1L << 32}) {
            files.put("string of " + length, value(TestGguf.bytes(8), TestGguf.bytes(length)));
            files.put(
                    "key of " + length,
                    TestGguf.concat(
                            "GGUF".getBytes(StandardCharsets.US_ASCII),
                            TestGguf.bytes(3),
                            TestGguf.bytes(0L),
                            TestGguf.bytes(1L),
                            TestGguf.bytes(length),
                            new byte[100]));
            for (int type = 0; type <= 12; type++) {
                files.put(
                        length + " items of type " + type,
                        TestGguf.llama().emptyList("list", type, length).bytes());
            }
            files.put(
                    "tensor of " + length,
                    TestGguf.llama().tensorAt("output.weight", 0, length).bytes());
            files.put(
                    "tensor at " + length,
                    TestGguf.llama().tensorAt("output.weight", length, 8).bytes());
        }
        files.put(
                "product",
                TestGguf.llama()
                        .tensorAt("output.weight", 0, 1L << 32, 1L << 31)
                        .bytes());
        files.put(
                "bytes", TestGguf.llama().tensorAt("output.weight", 0, 1L << 61).bytes());
        files.put("no extent", TestGguf.llama().tensorAt("output.weight", 0, 0).bytes());
        files.put("overlap", TestGguf.llama().tensorAt("output.weight", 0, 4).bytes());
        files.put(
                "not aligned", TestGguf.llama().tensorAt("output.weight", 9, 4).bytes());
        files.put(
                "axes",
                TestGguf.llama().tensorAt("output.weight", 0, 1, 1, 1, 1, 1).bytes());
        files.put("no axes", TestGguf.llama().tensorAt("output.weight", 0).bytes());
        files.put(
                "part of a block",
                TestGguf.llama().tensor("output.weight", 2, 48, 2).bytes());
        files.put("alignment", TestGguf.llama().integer("general.alignment", 0).bytes());
        files.put(
                "large alignment",
                TestGguf.llama().integer("general.alignment", -1).bytes());
        files.put(
                "alignment by text",
                TestGguf.llama().text("general.alignment", "32").bytes());
        files.put("nested lists", value(TestGguf.bytes(ARRAY), nested(10_000)));
        files.put("unknown type", value(TestGguf.bytes(13), new byte[100]));
        files.put(
                "no heads",
                TestGguf.llama().integer("llama.attention.head_count", 0).bytes());
        files.put(
                "heads",
                TestGguf.llama().integer("llama.attention.head_count", 1 << 30).bytes());
        files.put(
                "negative heads",
                TestGguf.llama().integer("llama.attention.head_count", -1).bytes());
        files.put(
                "odd heads",
                TestGguf.llama().integer("llama.attention.key_length", 3).bytes());
        files.put(
                "infinite",
                TestGguf.llama()
                        .number("llama.rope.freq_base", Float.POSITIVE_INFINITY)
                        .bytes());
        files.put(
                "not a number",
                TestGguf.llama().number("llama.rope.freq_base", Float.NaN).bytes());
        return files;
    }

    private static byte[] value(byte[]... parts) {
        return TestGguf.llama().value("value", parts).bytes();
    }

    private static byte[] nested(int depth) {
        byte[] level = TestGguf.concat(TestGguf.bytes(ARRAY), TestGguf.bytes(1L));
        byte[][] levels = new byte[depth][];
        java.util.Arrays.fill(levels, level);
        return TestGguf.concat(levels);
    }
}
