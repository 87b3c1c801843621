package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tensors of a GGUF file under their own names, and their translation. */
final class GgufTensors {

    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(.+)\\.(weight|bias)");
    private static final Pattern PART = Pattern.compile("(.+)\\.(weight|bias)");

    private final GgufMetadata metadata;
    private final Map<String, Tensor> tensors;

    GgufTensors(Gguf file) {
        this.metadata = file.metadata();
        this.tensors = file.tensors();
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** Extent of an axis of a tensor that must be there. */
    int extent(String name, int axis) {
        Tensor tensor = tensors.get(name);
        if (tensor == null || axis >= tensor.shape().size() || tensor.shape().get(axis) > Integer.MAX_VALUE) {
            throw metadata.error("has no tensor " + name + " of a usable shape");
        }
        return tensor.shape().get(axis).intValue();
    }

    /** The tensors in a family's terms. */
    SortedMap<String, Tensor> translate(GgufFamily family, GgufKeys keys) {
        SortedMap<String, Tensor> translated = new TreeMap<>();
        tensors.forEach((name, tensor) -> {
            if (!name.equals(GgufRope.FACTORS)) {
                Tensor made = translate(family, keys, tensor);
                translated.put(made.name(), made);
            }
        });
        return translated;
    }

    private Tensor translate(GgufFamily family, GgufKeys keys, Tensor tensor) {
        Matcher layer = LAYER.matcher(tensor.name());
        Matcher part = PART.matcher(tensor.name());
        if (layer.matches() && family.layerParts().containsKey(layer.group(2))) {
            String name =
                    family.layers() + layer.group(1) + "." + family.layerParts().get(layer.group(2));
            return family.translate(layer.group(2), name + "." + layer.group(3), tensor, keys);
        }
        if (part.matches() && family.parts().containsKey(part.group(1))) {
            String name = family.parts().get(part.group(1)) + "." + part.group(2);
            return family.translate(part.group(1), name, tensor, keys);
        }
        throw metadata.error("has a tensor " + tensor.name() + " that is not supported for its architecture");
    }

    GgufMetadata metadata() {
        return metadata;
    }
}
