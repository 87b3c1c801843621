package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a GGUF file holds: metadata and tensors. Names and shapes are the file's; shapes have the slowest axis first, as
 * everywhere in this library.
 */
public record Gguf(GgufMetadata metadata, SortedMap<String, Tensor> tensors) {

    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** Extent of an axis of a tensor that must be there. */
    public int extent(String name, int axis) {
        return find(name)
                .map(Tensor::shape)
                .filter(shape -> axis < shape.size() && shape.get(axis) <= Integer.MAX_VALUE)
                .map(shape -> shape.get(axis).intValue())
                .orElseThrow(() -> metadata.error("has no tensor " + name + " of a usable shape"));
    }
}
