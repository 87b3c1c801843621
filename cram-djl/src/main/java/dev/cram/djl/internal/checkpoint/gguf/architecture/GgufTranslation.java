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
import java.util.stream.IntStream;

/**
 * A GGUF file in the terms of Hugging Face's layout, as its architecture translates it. The matrices of a layer's experts are
 * stacked in one tensor, {@code ffn_gate_exps}, where Hugging Face keeps each alone; files from before that do so, too, as
 * {@code ffn_gate.0}.
 */
public final class GgufTranslation {

    private static final Pattern LAYER = Pattern.compile("blk\\.(\\d+)\\.(.+?)(|\\.weight|\\.bias)");
    private static final Pattern ALONE = Pattern.compile("(ffn_gate|ffn_up|ffn_down)\\.(\\d+)");
    private static final Pattern PART = Pattern.compile("(.+)\\.(weight|bias)");

    /** What stands for an expert's number in Hugging Face's name of a stacked tensor. */
    static final String EACH = "*";

    /** More than any published model has. */
    private static final int MOST_EXPERTS = 1 << 10;

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
        architecture.tensors(gguf).forEach(this::add);
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
                    .flatMap(part -> unstack(translate(part)).stream())
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
        if (layer.matches()) {
            Matcher alone = ALONE.matcher(layer.group(2));
            String part = alone.matches() ? alone.group(1) + "_exps" : layer.group(2);
            String name = architecture.layerParts().get(part);
            if (name != null) {
                String own = alone.matches() ? name.replace(EACH, alone.group(2)) : name;
                String full = architecture.layers() + layer.group(1) + "." + own + layer.group(3);
                return architecture.translate(part, full, tensor, keys);
            }
        }
        if (model.matches() && architecture.parts().containsKey(model.group(1))) {
            String name = architecture.parts().get(model.group(1)) + "." + model.group(2);
            return architecture.translate(model.group(1), name, tensor, keys);
        }
        throw metadata.error("has a tensor " + tensor.name() + " that is not supported for its architecture");
    }

    /** What a tensor stacks, each under its name, or the tensor alone. */
    private List<Tensor> unstack(Tensor tensor) {
        String name = tensor.name();
        if (!name.contains(EACH)) {
            return List.of(tensor);
        }
        if (tensor.shape().size() != 3 || tensor.shape().get(0) > MOST_EXPERTS) {
            throw metadata.error("has experts' matrices of the impossible shape " + tensor.shape() + " (" + name + ")");
        }
        return IntStream.range(0, tensor.shape().get(0).intValue())
                .mapToObj(i -> tensor.entry(name.replace(EACH, String.valueOf(i)), i))
                .toList();
    }
}
