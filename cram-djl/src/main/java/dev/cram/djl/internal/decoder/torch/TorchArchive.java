package dev.cram.djl.internal.decoder.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a TorchScript program and its attributes into an archive that PyTorch loads, without Python: a zip with the
 * source text and a pickle (protocol 2) of one object, whose state is a dictionary of the attributes.
 */
public final class TorchArchive {

    private static final String CONSTANTS = "\u0080\u0002).";
    private static final String LIST = "ctorch.jit._pickle\n%s\n(](%setR";
    private static final String EMPTY_TENSOR = """
            ctorch._utils
            _rebuild_tensor_v2
            ((X\7\0\0\0storagectorch
            FloatStorage
            X\1\0\0\0000X\3\0\0\0cpuK\0tQK\0(K\0t(K\1t\211ccollections
            OrderedDict
            )RtR""";

    private final String className;
    private final String source;
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /**
     * Begins an archive.
     *
     * @param className name of the program's one class
     * @param source the class in TorchScript
     */
    public TorchArchive(String className, String source) {
        this.className = className;
        this.source = source;
        put("training", true);
    }

    public TorchArchive put(String name, int value) {
        return pickled(name, integer(value));
    }

    public TorchArchive put(String name, boolean value) {
        return pickled(name, value ? "\u0088" : "\u0089");
    }

    public TorchArchive put(String name, String value) {
        return pickled(name, text(value));
    }

    public TorchArchive put(String name, List<Integer> values) {
        String items = values.stream().map(TorchArchive::integer).collect(Collectors.joining());
        return pickled(name, String.format(LIST, "build_intlist", items));
    }

    public TorchArchive put(String name, double value) {
        return pickled(name, number(value));
    }

    public TorchArchive putAll(String name, List<Double> values) {
        String items = values.stream().map(TorchArchive::number).collect(Collectors.joining());
        return pickled(name, String.format(LIST, "build_doublelist", items));
    }

    public TorchArchive putTensorList(String name) {
        return pickled(name, String.format(LIST, "build_tensorlist", ""));
    }

    public TorchArchive putTensor(String name) {
        return pickled(name, EMPTY_TENSOR);
    }

    private TorchArchive pickled(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    /** The archive's bytes. */
    public byte[] pack() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            add(zip, "version", "10\n");
            add(zip, "constants.pkl", CONSTANTS);
            add(zip, "data.pkl", pickle());
            add(zip, "code/__torch__.py", source);
            add(zip, "data/0", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String pickle() {
        StringBuilder pickle = new StringBuilder("\u0080\u0002c__torch__\n" + className + "\n)\u0081}(");
        attributes.forEach((name, value) -> pickle.append(text(name)).append(value));
        return pickle.append("ub.").toString();
    }

    private static String number(double value) {
        return "G" + latin1(8, Long.reverseBytes(Double.doubleToLongBits(value)));
    }

    private static String integer(int value) {
        return "J" + latin1(4, value);
    }

    private static String text(String value) {
        return "X" + latin1(4, value.length()) + value;
    }

    /** The lowest bytes of a number, lowest first, one a character. */
    private static String latin1(int count, long value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) (value >>> (8 * i) & 0xff));
        }
        return text.toString();
    }

    private static void add(ZipOutputStream zip, String name, String latin1) throws IOException {
        zip.putNextEntry(new ZipEntry("program/" + name));
        zip.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
