package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.file.Limits;
import dev.cram.djl.internal.checkpoint.tensor.Stored;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code torch.save} writes. Since PyTorch 1.6 it is a zip file with a pickle, {@code data.pkl}, that describes
 * a dict of tensors, and one uncompressed entry for each storage; before, see {@link LegacyTorchFile}. A storage may serve
 * several tensors.
 */
public final class TorchFile {

    /** More bytes than the pickle of any published file has. */
    static final int LARGEST_PICKLE = 8 << 20;

    private static final String PICKLE = "/data.pkl";
    private static final int ZIP = 'P' | 'K' << 8;
    private static final int OLD_PICKLE = 0x80;

    private TorchFile() {}

    /** Describes the tensors of a file, which must stay open while they are read. */
    public static SortedMap<String, Tensor> read(String source, Bytes file) {
        int start = file.size() < 2 ? 0 : file.slice(0, 2).getShort() & 0xffff;
        if ((start & 0xff) == OLD_PICKLE) {
            return tensors(source, LegacyTorchFile.read(source, file));
        }
        if (start != ZIP) {
            throw new ModelException(source + " is truncated or damaged, it does not begin like a zip file: fetch the "
                    + "file again; if it is from before PyTorch 0.1.10, convert it in Python with "
                    + "torch.save(torch.load(path), path)");
        }
        return tensors(source, readZip(source, file));
    }

    private static Object readZip(String source, Bytes file) {
        Map<String, ZipDirectory.Entry> entries = ZipDirectory.read(source, file);
        Map.Entry<String, ZipDirectory.Entry> pickle = entries.entrySet().stream()
                .filter(entry -> isPickle(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        source + " is a zip file without data.pkl, not one of PyTorch: fetch the file again"));
        String folder = pickle.getKey().substring(0, pickle.getKey().length() - PICKLE.length() + 1);
        checkByteOrder(source, file, entries.get(folder + "byteorder"));
        ByteBuffer program = program(source, file, pickle.getValue());
        TorchWorld.Storages storages =
                (key, type, size) -> storage(source, file, entries.get(folder + "data/" + key), key, type, size);
        return Pickle.run(source, program, new TorchWorld(source, file, storages));
    }

    private static boolean isPickle(String name) {
        return name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length();
    }

    private static Stored storage(
            String source, Bytes file, ZipDirectory.@Nullable Entry entry, String key, TensorType type, long size) {
        if (entry == null) {
            throw TorchWorld.damaged(source, "it has no storage " + TorchWorld.abbreviate(key));
        }
        if (size * type.blockBytes() != entry.size()) {
            throw TorchWorld.damaged(
                    source,
                    "storage " + key + " is said to have " + size + " elements of type " + type + ", but has "
                            + entry.size() + " bytes");
        }
        return new Stored(type, size, file, entry.offset());
    }

    static ModelException bigEndian(String source) {
        return new ModelException(source + " was written by a big-endian machine, which is not supported: "
                + "save the model again on a common one");
    }

    private static void checkByteOrder(String source, Bytes file, ZipDirectory.@Nullable Entry entry) {
        if (entry != null && entry.size() > 0 && file.slice(entry.offset(), 1).get() != 'l') {
            throw bigEndian(source);
        }
    }

    private static ByteBuffer program(String source, Bytes file, ZipDirectory.Entry entry) {
        if (entry.size() > LARGEST_PICKLE) {
            throw new ModelException(source + " has a pickle of " + entry.size()
                    + " bytes, so it holds more than tensors: save only the model's state_dict");
        }
        return file.slice(entry.offset(), (int) entry.size());
    }

    private static SortedMap<String, Tensor> tensors(String source, Object root) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        if (!(root instanceof Map<?, ?> dict)) {
            throw new ModelException(source + " holds no dict of tensors: save the model's state_dict");
        }
        if (dict.size() > Limits.TENSORS) {
            throw new ModelException(source + " holds more than " + Limits.TENSORS + " tensors: save it in shards");
        }
        dict.forEach((key, value) -> {
            if (!(key instanceof String name && value instanceof TorchWorld.Rebuilt rebuilt)) {
                throw new ModelException(
                        source + " holds an entry " + key + " that is not a tensor: save only the model's state_dict");
            }
            tensors.put(name, rebuilt.named(source, name));
        });
        return tensors;
    }
}
