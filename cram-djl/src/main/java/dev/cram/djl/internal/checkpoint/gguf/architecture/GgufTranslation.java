package dev.cram.djl.internal.checkpoint.gguf.architecture;

import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GGUF file in the terms of Hugging Face's layout, as its architecture translates it. */
public final class GgufTranslation {

    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(.+?)(|\\.weight|\\.bias)");
    private static final Pattern PART = Pattern.compile("(.+)\\.(weight|bias)");

    private final GgufArchitecture architecture;
    private final GgufMetadata metadata;
    private final GgufKeys keys;
    private final String config;
    private final SortedMap<String, Tensor> tensors = new TreeMap<>();

    public GgufTranslation(Gguf gguf) {
        this.metadata = gguf.metadata();
        this.architecture = GgufArchitectures.of(gguf);
        this.keys = new GgufKeys(metadata, GgufArchitectures.name(metadata));
        this.config = architecture.config(keys, gguf).toString();
        gguf.tensors().values().forEach(this::add);
        keys.checkAllUnderstood();
    }

    /** The contents of {@code config.json}. */
    public String config() {
        return config;
    }

    public SortedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    private void add(Tensor tensor) {
        if (!GgufRope.TENSORS.contains(tensor.name())) {
            apart(tensor).stream()
                    .flatMap(part -> GgufExperts.unstack(translate(part), metadata).stream())
                    .forEach(found -> tensors.put(found.name(), found));
        }
    }

    /** Queries, keys and values, which any file may keep in one tensor, as the architecture's own tensors. */
    private List<Tensor> apart(Tensor tensor) {
        boolean joint = tensor.name().contains(LlamaParts.JOINT)
                && !architecture.layerParts().containsKey("attn_qkv")
                && architecture.layerParts().containsKey("attn_q");
        return joint ? LlamaParts.apart(tensor, keys) : List.of(tensor);
    }

    private Tensor translate(Tensor tensor) {
        Matcher layer = LAYER.matcher(tensor.name());
        Matcher model = PART.matcher(tensor.name());
        String part = layer.matches() ? GgufExperts.stacked(layer.group(2)) : "";
        String inLayer = architecture.layerParts().get(part);
        if (inLayer != null) {
            String name = architecture.layers() + layer.group(1) + "." + GgufExperts.name(inLayer, layer.group(2));
            return architecture.translate(part, name + layer.group(3), tensor, keys);
        }
        if (model.matches() && architecture.parts().containsKey(model.group(1))) {
            String name = architecture.parts().get(model.group(1)) + "." + model.group(2);
            return architecture.translate(model.group(1), name, tensor, keys);
        }
        throw metadata.error("has a tensor " + tensor.name() + " that is not supported for its architecture");
    }
}
