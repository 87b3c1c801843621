package dev.cram.djl.internal.decoder.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs a TorchScript program and its attributes into an archive that PyTorch loads, without Python: a zip with the
 * source text and a pickle (protocol 2) of one object, whose state is a dictionary of the attributes.
 */
public final class TorchArchive {

    private static final String CONSTANTS = "\u0080\u0002).";

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
        return pickled(name, Pickled.integer(value));
    }

    public TorchArchive put(String name, boolean value) {
        return pickled(name, Pickled.flag(value));
    }

    public TorchArchive put(String name, String value) {
        return pickled(name, Pickled.text(value));
    }

    public TorchArchive put(String name, double value) {
        return pickled(name, Pickled.number(value));
    }

    public TorchArchive put(String name, List<Integer> values) {
        return pickled(name, Pickled.integers(values));
    }

    public TorchArchive putAll(String name, List<Double> values) {
        return pickled(name, Pickled.numbers(values));
    }

    public TorchArchive putTensorList(String name) {
        return pickled(name, Pickled.NO_TENSORS);
    }

    public TorchArchive putTensor(String name) {
        return pickled(name, Pickled.EMPTY_TENSOR);
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
            add(zip, "data.pkl", Pickled.object(className, attributes));
            add(zip, "code/__torch__.py", source);
            add(zip, "data/0", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String latin1) throws IOException {
        zip.putNextEntry(new ZipEntry("program/" + name));
        zip.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
