package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.torch.TorchFile;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The open files that hold a checkpoint's weights, and the tensors in them. */
final class WeightFiles implements AutoCloseable {

    private final ModelFiles files;
    private final List<BinaryFile> open = new ArrayList<>();
    private final SortedMap<String, Tensor> tensors = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    private WeightFiles(ModelFiles files) {
        this.files = files;
    }

    /** Opens the weights that are there, in the form that {@link HuggingFaceLayout#WEIGHTS} prefers. */
    static WeightFiles open(ModelFiles files) {
        WeightFiles weights = new WeightFiles(files);
        try {
            weights.add(HuggingFaceLayout.weights(files::has).orElse(HuggingFaceLayout.WEIGHTS.get(0)));
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    SortedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    @Override
    public void close() {
        open.forEach(BinaryFile::close);
    }

    private void add(String name) {
        if (!HuggingFaceLayout.isIndex(name)) {
            read(name);
            addAliases();
            return;
        }
        ShardIndex index;
        try (BinaryFile file = files.open(name)) {
            index = ShardIndex.read(file.name(), HuggingFaceLayout.small(file));
        }
        index.files().forEach(this::read);
        addAliases();
        index.check(tensors);
    }

    private void read(String name) {
        BinaryFile file = files.open(name);
        open.add(file);
        Collection<Tensor> found =
                (name.endsWith(".safetensors") ? Safetensors.read(file, aliases) : TorchFile.read(file)).values();
        for (Tensor tensor : found) {
            if (tensors.put(tensor.name(), tensor) != null) {
                throw new ModelException(file.name() + " holds a tensor " + tensor.name()
                        + " that another file of the model holds, too: fetch the files again");
            }
        }
    }

    /** Gives tensors the further names that metadata tell. What is stored under such a name stays. */
    private void addAliases() {
        Map<String, Tensor> stored = new TreeMap<>(tensors);
        aliases.forEach((name, original) -> {
            Tensor tensor = stored.get(original);
            if (tensor != null) {
                tensors.putIfAbsent(name, tensor);
            }
        });
    }
}
