package dev.cram.djl.internal.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

/** PyTorch files that claim what they should not. */
final class HostileTorch {

    private static final String LONG = "\u008a\u0008";

    private HostileTorch() {}

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("beyond the storage", tensor(4, 0, new int[] {5}, new int[] {1}));
        files.put("offset", tensor(4, 2, new int[] {3}, new int[] {1}));
        files.put("negative offset", tensor(4, -1, new int[] {2}, new int[] {1}));
        files.put("negative extent", tensor(4, 0, new int[] {-2}, new int[] {1}));
        files.put("negative stride", tensor(4, 0, new int[] {2, 2}, new int[] {-2, 1}));
        files.put("repeated", tensor(4, 0, new int[] {2, 2}, new int[] {0, 1}));
        files.put("product", tensor(4, 0, new int[] {1 << 30, 1 << 30, 1 << 30}, new int[] {1, 1, 1}));
        files.put("strides without extents", tensor(4, 0, new int[] {4}, new int[] {}));
        files.put("many axes", tensor(4, 0, new int[20], new int[20]));
        files.put("storage of another size", tensor(5, 0, new int[] {4}, new int[] {1}));
        files.put("negative storage", tensor(-4, 0, new int[] {4}, new int[] {1}));
        files.put("another type", zip(TestPickle.oneTensor("w", "HalfStorage", 4, 0, new int[] {4}, new int[] {1})));
        files.put("unknown type", zip(TestPickle.oneTensor("w", "Float8Storage", 4, 0, new int[] {4}, new int[] {1})));
        files.put("2^62", zip(TestPickle.program("}", LONG + "\0\0\0\0\0\0\0@", LONG + "\0\0\0\0\0\0\0\u00c0s.")));
        files.put("long integer", zip(TestPickle.program("\u008a\u00ff", "\u0001".repeat(255), ".")));
        files.put("string", zip(TestPickle.program("X\u00ff\u00ff\u00ff\u007f.")));
        files.put("negative string", zip(TestPickle.program("X\u00ff\u00ff\u00ff\u00ff.")));
        files.put("nothing on the stack", zip(TestPickle.program("tR.")));
        files.put("no mark", zip(TestPickle.program("}t.")));
        files.put("no memo", zip(TestPickle.program("h\u0005.")));
        files.put("call of a string", zip(TestPickle.program("X\1\0\0\0a)R.")));
        files.put("list as a key", zip(TestPickle.program("}]]s.")));
        files.put("odd items", zip(TestPickle.program("}(Ku.")));
        files.put("list in itself", zip(TestPickle.program("]q\0h\0a.")));
        files.put("dict in itself", zip(TestPickle.program("}q\0K\1h\0s.")));
        files.put("deep", zip(TestPickle.program("]".repeat(100_000), "a".repeat(99_999), ".")));
        files.put("many dicts", zip(TestPickle.program("}".repeat(5_000_000), ".")));
        files.put("many marks", zip(TestPickle.program("(".repeat(5_000_000), ".")));
        files.put("many copies", zip(TestPickle.program("}q\0", "h\0".repeat(2_000_000), ".")));
        files.put("large pickle", zip(new byte[(8 << 20) + 1]));
        files.put("no pickle", TestZip.zip(ZipEntry.STORED, "m/other", new byte[9]));
        for (int field : new int[] {10, 12, 16}) {
            files.put("end of directory " + field, patched(22 - field));
        }
        return files;
    }

    private static byte[] tensor(int size, int offset, int[] shape, int[] strides) {
        return zip(TestPickle.oneTensor("w", "FloatStorage", size, offset, shape, strides));
    }

    private static byte[] zip(byte[] pickle) {
        return TestZip.zip(ZipEntry.STORED, List.of("m/data.pkl", "m/data/0"), List.of(pickle, new byte[16]));
    }

    /** A sound file but for two bytes, so many before its end. */
    private static byte[] patched(int beforeEnd) {
        byte[] sound = tensor(4, 0, new int[] {4}, new int[] {1});
        sound[sound.length - beforeEnd] = (byte) 0xff;
        sound[sound.length - beforeEnd + 1] = (byte) 0xff;
        return sound;
    }
}
