package dev.cram.djl;

import dev.cram.api.FrozenModel;
import dev.cram.api.ModelException;
import dev.cram.api.ModelOptions;
import dev.cram.djl.checkpoint.Checkpoint;
import dev.cram.djl.checkpoint.GgufCheckpoint;
import dev.cram.djl.checkpoint.HuggingFaceCheckpoint;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Opens frozen language models of the Llama family: the built-in one, folders in Hugging Face's layout ({@code
 * config.json}, {@code tokenizer.json}, and {@code model.safetensors} or {@code pytorch_model.bin} in F32, F16 or BF16,
 * split over files or not), and GGUF files.
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
     * @throws ModelException if the options cannot be honoured
     */
    public static FrozenModel pocket(ModelOptions options) {
        return open(HuggingFaceCheckpoint.resource(POCKET, DjlModels.class, POCKET), options);
    }

    /**
     * Opens a location on the CPU.
     *
     * @param location {@code pocket}, or the path of a folder or a GGUF file
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported
     */
    public static FrozenModel open(String location) {
        return open(location, ModelOptions.defaults());
    }

    /**
     * Opens a location.
     *
     * @param location {@code pocket}, or the path of a folder or a GGUF file
     * @param options device and precision
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    public static FrozenModel open(String location, ModelOptions options) {
        if (location.equals(POCKET)) {
            return pocket(options);
        }
        return open(path(location), options);
    }

    private static Path path(String location) {
        try {
            if (location.isBlank()) {
                throw new InvalidPathException(location, "is blank");
            }
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new ModelException(
                    "'" + location + "' names no model: name a folder, a GGUF file, or '" + POCKET + "'", e);
        }
    }

    /**
     * Opens a folder or a GGUF file on the CPU.
     *
     * @param path a folder in Hugging Face's layout, or a file whose name ends in {@code .gguf}
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported
     */
    public static FrozenModel open(Path path) {
        return open(path, ModelOptions.defaults());
    }

    /**
     * Opens a folder or a GGUF file.
     *
     * @param path a folder in Hugging Face's layout, or a file whose name ends in {@code .gguf}
     * @param options device and precision
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    public static FrozenModel open(Path path, ModelOptions options) {
        return open(
                GgufCheckpoint.isNamedSo(path) && !Files.isDirectory(path)
                        ? GgufCheckpoint.file(path)
                        : HuggingFaceCheckpoint.folder(path),
                options);
    }

    private static FrozenModel open(Checkpoint checkpoint, ModelOptions options) {
        try (checkpoint) {
            return DjlModel.open(checkpoint, options);
        }
    }
}
