package dev.cram.djl.internal.checkpoint.gguf.architecture;

import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Collection;
import java.util.Map;

/**
 * How the GGUF files of an architecture become checkpoints in Hugging Face's terms. GGUF names tensors {@code
 * part.suffix} or {@code blk.LAYER.part.suffix}, where the suffix is {@code weight} or {@code bias}, or without one.
 */
interface GgufArchitecture {

    /** The contents of {@code config.json}. */
    JsonObject config(GgufKeys keys, Gguf gguf);

    /** Hugging Face's names for parts outside of layers; as Llama's, unless an architecture has its own. */
    default Map<String, String> parts() {
        return LlamaParts.MODEL;
    }

    /** What Hugging Face's names of layers' parts begin with, before the layer's number; as Llama's, too. */
    default String layers() {
        return LlamaParts.LAYERS;
    }

    /** Hugging Face's names for parts of layers. */
    Map<String, String> layerParts();

    /** The tensors that are translated: the file's, unless some of them are one in Hugging Face's terms. */
    default Collection<Tensor> tensors(Gguf gguf) {
        return gguf.tensors().values();
    }

    /** A tensor of a part under its new name, with its rows, columns and numbers as Hugging Face has them. */
    default Tensor translate(String part, String name, Tensor tensor, GgufKeys keys) {
        return tensor.as(name, tensor.shape(), ElementOrder.AS_STORED);
    }
}
