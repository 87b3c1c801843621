package dev.cram.djl.internal.checkpoint;

import java.util.LinkedHashMap;
import java.util.Map;

/** Safetensors files that claim what they should not. */
final class HostileSafetensors {

    private HostileSafetensors() {}

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (long size : new long[] {1L << 62, -1, Long.MIN_VALUE, 1000, 16 << 20}) {
            files.put("header of " + size, TestGguf.concat(TestGguf.bytes(size), new byte[100]));
        }
        files.put("huge extent", tensor("[4611686018427387904]", "[0,4611686018427387904]", 8));
        files.put("huge product", tensor("[4294967296,4294967296,4]", "[0,0]", 8));
        files.put("huge bytes", tensor("[2305843009213693952]", "[0,9223372036854775807]", 8));
        files.put("negative extent", tensor("[-2]", "[0,8]", 8));
        files.put("negative offset", tensor("[2]", "[-8,0]", 8));
        files.put("reversed offsets", tensor("[2]", "[8,0]", 8));
        files.put("fraction", tensor("[2.5]", "[0,8]", 8));
        files.put("exponent", tensor("[1e300]", "[0,8]", 8));
        files.put("huge exponent", tensor("[1e999999999]", "[0,8]", 8));
        files.put("many axes", tensor("[" + "1,".repeat(1_000_000) + "2]", "[0,8]", 8));
        files.put("block format", TestSafetensors.bytes(one("Q4_0", "[32]", "[0,18]"), 18));
        files.put("unknown type", TestSafetensors.bytes(one("F8_E4M3", "[8]", "[0,8]"), 8));
        files.put(
                "overlap",
                TestSafetensors.bytes(
                        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},"
                                + "'b':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}",
                        12));
        files.put("deep", TestSafetensors.bytes("{'a':" + "[".repeat(10_000), 8));
        files.put("deep elsewhere", TestSafetensors.bytes("{'__metadata__':" + "{'a':".repeat(10_000), 8));
        files.put("long name", TestSafetensors.bytes("{'" + "a".repeat(8_000_000) + "':{}}", 8));
        files.put("array", TestSafetensors.bytes("[]", 0));
        files.put("two values", TestSafetensors.bytes("{}{}", 0));
        StringBuilder many = new StringBuilder("{'x':{'dtype':'F32','shape':[],'data_offsets':[0,4]}");
        for (int i = 0; i < 100_000; i++) {
            many.append(",'").append(i).append("':{'dtype':'F32','shape':[0],'data_offsets':[4,4]}");
        }
        files.put("many tensors", TestSafetensors.bytes(many + "}", 4));
        return files;
    }

    private static byte[] tensor(String shape, String offsets, int contents) {
        return TestSafetensors.bytes(one("F32", shape, offsets), contents);
    }

    private static String one(String type, String shape, String offsets) {
        return "{'a':{'dtype':'" + type + "','shape':" + shape + ",'data_offsets':" + offsets + "}}";
    }
}
