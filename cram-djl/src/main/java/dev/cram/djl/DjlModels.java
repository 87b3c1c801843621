package dev.cram.djl;

import dev.cram.api.FrozenModel;
import dev.cram.api.ModelOptions;
import dev.cram.djl.checkpoint.Checkpoint;
import java.nio.file.Path;

/**
 * Opens frozen language models: the built-in one, folders in Hugging Face's layout ({@code config.json}, {@code
 * model.safetensors} in F32, F16 or BF16, {@code tokenizer.json}) of the Llama family, and such models of the Hugging
 * Face hub.
 *
 * <p>A location is {@code pocket}, the path of a folder, or a hub id: {@code owner/name}, with {@code @revision} behind
 * it for a branch, tag or commit other than {@code main}. What exists on disk wins over the hub, and what begins with
 * {@code /}, {@code .} or {@code ~} or has a backslash is a path even if nothing is there. Models of the hub are kept in
 * the cache that Python's tools use too; see {@link dev.cram.djl.hub.Hub}.
 *
 * <p>Models compute in float32 on the CPU unless the options say otherwise. They are thread-safe: calls wait for one
 * another. Close them.
 */
public final class DjlModels {

    /** Location of the built-in model. */
    public static final String POCKET = "pocket";

    private DjlModels() {}

    /**
     * Opens the built-in model, which needs no download.
     *
     * @return the model
     */
    public static FrozenModel pocket() {
        return pocket(ModelOptions.defaults());
    }

    /**
     * Opens the built-in model, which needs no download.
     *
     * @param options device and precision
     * @return the model
     * @throws dev.cram.api.ModelException if the options cannot be honoured
     */
    public static FrozenModel pocket(ModelOptions options) {
        return open(POCKET, options);
    }

    /**
     * Opens a location on the CPU.
     *
     * @param location {@code pocket}, the path of a folder, or a hub id
     * @return the model
     * @throws dev.cram.api.ModelException if the model is missing, damaged or not supported
     */
    public static FrozenModel open(String location) {
        return open(location, ModelOptions.defaults());
    }

    /**
     * Opens a location.
     *
     * @param location {@code pocket}, the path of a folder, or a hub id
     * @param options device and precision
     * @return the model
     * @throws dev.cram.api.ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    public static FrozenModel open(String location, ModelOptions options) {
        return open(Locations.open(location, System.getenv()), options);
    }

    /**
     * Opens a folder on the CPU.
     *
     * @param folder a folder in Hugging Face's layout
     * @return the model
     * @throws dev.cram.api.ModelException if the model is missing, damaged or not supported
     */
    public static FrozenModel open(Path folder) {
        return open(folder, ModelOptions.defaults());
    }

    /**
     * Opens a folder.
     *
     * @param folder a folder in Hugging Face's layout
     * @param options device and precision
     * @return the model
     * @throws dev.cram.api.ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    public static FrozenModel open(Path folder, ModelOptions options) {
        return open(Locations.open(folder), options);
    }

    private static FrozenModel open(Checkpoint checkpoint, ModelOptions options) {
        try (checkpoint) {
            return DjlModel.open(checkpoint, options);
        }
    }
}
