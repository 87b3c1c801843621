package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code torch.save} writes since PyTorch 1.6: a zip file with a pickle, {@code data.pkl}, that describes a dict
 * of tensors, and one uncompressed entry for each storage.
 */
final class ZipTorchFile {

    private static final String PICKLE = "/data.pkl";

    private final BinaryFile file;
    private final Map<String, StoredEntry> entries;

    private ZipTorchFile(BinaryFile file) {
        this.file = file;
        this.entries = ZipDirectory.read(file);
    }

    /** Runs the pickle of the tensors of a file, which must stay open while they are read. */
    static Object read(BinaryFile file) {
        return new ZipTorchFile(file).read();
    }

    private Object read() {
        Map.Entry<String, StoredEntry> pickle = entries.entrySet().stream()
                .filter(entry -> isPickle(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new ModelException(
                        file.name() + " is a zip file without data.pkl, not one of PyTorch: fetch the file again"));
        String folder = pickle.getKey().substring(0, pickle.getKey().length() - PICKLE.length() + 1);
        checkByteOrder(entries.get(folder + "byteorder"));
        TorchGlobals.Storages storages =
                (key, type, size) -> storage(entries.get(folder + "data/" + key), key, type, size);
        return Pickle.run(file, program(pickle.getValue()), new TorchGlobals(file, storages));
    }

    private static boolean isPickle(String name) {
        return name.endsWith(PICKLE) && name.indexOf('/') == name.length() - PICKLE.length();
    }

    private TensorData storage(@Nullable StoredEntry entry, String key, TensorType type, long size) {
        if (entry == null) {
            throw file.damaged("it has no storage " + TorchGlobals.abbreviate(key));
        }
        if (size * type.blockBytes() != entry.size()) {
            throw file.damaged("storage " + key + " is said to have " + size + " elements of type " + type
                    + ", but has " + entry.size() + " bytes");
        }
        return new TensorData(type, size, file, entry.offset());
    }

    private void checkByteOrder(@Nullable StoredEntry entry) {
        if (entry != null && entry.size() > 0 && file.slice(entry.offset(), 1).get() != 'l') {
            throw TorchGlobals.bigEndian(file);
        }
    }

    private ByteBuffer program(StoredEntry entry) {
        if (entry.size() > Pickle.LARGEST) {
            throw new ModelException(file.name() + " has a pickle of " + entry.size()
                    + " bytes, so it holds more than tensors: save only the model's state_dict");
        }
        return file.slice(entry.offset(), (int) entry.size());
    }
}
