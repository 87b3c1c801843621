package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.model.ModelException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@code torch.save} writes, of any age. A storage may serve several tensors. */
public final class TorchFile {

    private static final int ZIP = 'P' | 'K' << 8;
    private static final int OLD_PICKLE = 0x80;

    private TorchFile() {}

    /** Describes the tensors of a file, which must stay open while they are read. */
    public static SortedMap<String, Tensor> read(BinaryFile file) {
        int start = file.size() < 2 ? 0 : file.slice(0, 2).getShort() & 0xffff;
        if ((start & 0xff) == OLD_PICKLE) {
            return tensors(file, LegacyTorchFile.read(file));
        }
        if (start != ZIP) {
            throw new ModelException(
                    file.name() + " is truncated or damaged, it does not begin like a zip file: fetch the "
                            + "file again; if it is from before PyTorch 0.1.10, convert it in Python with "
                            + "torch.save(torch.load(path), path)");
        }
        return tensors(file, ZipTorchFile.read(file));
    }

    private static SortedMap<String, Tensor> tensors(BinaryFile file, Object root) {
        SortedMap<String, Tensor> tensors = new TreeMap<>();
        if (!(root instanceof Map<?, ?> dict)) {
            throw new ModelException(file.name() + " holds no dict of tensors: save the model's state_dict");
        }
        if (dict.size() > ModelLimits.TENSORS) {
            throw new ModelException(
                    file.name() + " holds more than " + ModelLimits.TENSORS + " tensors: save it in shards");
        }
        dict.forEach((key, value) -> {
            if (!(key instanceof String name && value instanceof StridedView view)) {
                throw new ModelException(file.name() + " holds an entry " + key
                        + " that is not a tensor: save only the model's state_dict");
            }
            tensors.put(name, view.named(name));
        });
        return tensors;
    }
}
