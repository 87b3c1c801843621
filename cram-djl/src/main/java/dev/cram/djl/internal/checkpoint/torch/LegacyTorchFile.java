package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code torch.save} wrote before PyTorch 1.6: five pickles, of a magic number, a version, the machine, the dict
 * of tensors and the keys of the storages, then each storage as its number of elements and its contents.
 */
final class LegacyTorchFile {

    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;

    private final BinaryFile file;
    private final ByteBuffer program;
    private final Map<String, TensorData> declared = new HashMap<>();
    private final Map<String, TensorData> placed = new HashMap<>();

    private LegacyTorchFile(BinaryFile file) {
        this.file = file;
        this.program = file.slice(0, (int) Math.min(file.size(), Pickle.LARGEST));
    }

    /** Runs the pickle of the tensors of a file, which must stay open while they are read. */
    static Object read(BinaryFile file) {
        return new LegacyTorchFile(file).read();
    }

    private Object read() {
        if (!run(this::declare).equals(MAGIC)) {
            throw new ModelException(
                    file.name() + " is a pickle, but not one of torch.save: save the model again in Python "
                            + "with save_pretrained(folder, safe_serialization=True)");
        }
        Object version = run(this::declare);
        Object machine = run(this::declare);
        if (!version.equals(VERSION) || !(machine instanceof Map<?, ?> description)) {
            throw file.damaged("it is of version " + version + " and not " + VERSION);
        }
        if (Boolean.FALSE.equals(description.get("little_endian"))) {
            throw TorchGlobals.bigEndian(file);
        }
        int begin = program.position();
        run(this::declare);
        place(run(this::declare));
        return Pickle.run(file, program.position(begin), new TorchGlobals(file, this::placed));
    }

    private Object run(TorchGlobals.Storages storages) {
        return Pickle.run(file, program, new TorchGlobals(file, storages));
    }

    /** Where a storage is turns out only behind the pickles. */
    private TensorData declare(String key, TensorType type, long size) {
        TensorData stored = new TensorData(type, size, file, 0);
        TensorData other = declared.putIfAbsent(key, stored);
        if (other != null && !other.equals(stored)) {
            throw file.damaged("its storage " + key + " is said to have two sizes or types");
        }
        return stored;
    }

    private void place(Object keys) {
        if (!(keys instanceof List<?> list)) {
            throw file.damaged("it has no list of storages");
        }
        long at = program.position();
        for (Object key : list) {
            TensorData stored = declared.get(key);
            if (stored == null || at > file.size() - Long.BYTES) {
                throw file.damaged("it breaks off before its storage " + key);
            }
            long size = file.slice(at, Long.BYTES).getLong();
            at += Long.BYTES;
            if (size != stored.size() || stored.byteSize() > file.size() - at) {
                throw file.damaged("its storage " + key + " is said to have " + stored.size() + " elements of type "
                        + stored.type() + ", but has " + size + " or breaks off");
            }
            placed.put(String.valueOf(key), new TensorData(stored.type(), size, file, at));
            at += stored.byteSize();
        }
        if (at != file.size()) {
            throw file.damaged("its storages end at byte " + at + " of " + file.size());
        }
    }

    private TensorData placed(String key, TensorType type, long size) {
        TensorData stored = placed.get(key);
        if (stored == null) {
            throw file.damaged("it has no storage " + key);
        }
        return stored;
    }
}
