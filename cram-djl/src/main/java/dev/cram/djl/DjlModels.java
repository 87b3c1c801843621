package dev.cram.djl;

import dev.cram.djl.internal.DjlModelLoader;
import dev.cram.djl.internal.ModelLocations;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceLayout;
import dev.cram.djl.internal.decoder.ExportedProgram;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Opens frozen language models of the {@link #families()}: the built-in one, folders in Hugging Face's layout ({@code
 * config.json}, {@code tokenizer.json}, and {@code model.safetensors} or {@code pytorch_model.bin} in F64, F32, F16 or
 * BF16, split over files or not), such models of the Hugging Face hub, and GGUF files.
 *
 * <p>A location is {@code pocket}, the path of a folder or of a GGUF file, or a hub id: {@code owner/name}, with
 * {@code @revision} behind it for a branch, tag or commit other than {@code main}, and {@code :Q4_K_M}, say, before that for
 * one of several GGUF files, by the end of its name or all of it. What exists on disk wins over the
 * hub, and what begins with {@code /}, {@code .} or {@code ~}, has a backslash or ends in {@code .gguf} is a path even
 * if nothing is there. Models of the hub are kept in the cache that Python's tools use too, and the environment variables
 * that these obey count here as well.
 *
 * <p>Models compute in float32 on the CPU unless the options say otherwise. They are thread-safe: calls wait for one
 * another. Close them. The methods of this class may be called from several threads at once, too.
 */
public final class DjlModels {

    /** Location of the built-in model. */
    public static final String POCKET = ModelLocations.POCKET;

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
        return open(POCKET, options);
    }

    /**
     * Opens a location on the CPU.
     *
     * @param location {@code pocket}, the path of a folder or GGUF file, or a hub id
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported
     */
    public static FrozenModel open(String location) {
        return open(location, ModelOptions.defaults());
    }

    /**
     * Opens a location.
     *
     * @param location {@code pocket}, the path of a folder or GGUF file, or a hub id
     * @param options device and precision
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    public static FrozenModel open(String location, ModelOptions options) {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(options, "options");
        return open(ModelLocations.open(location, System.getenv()), options);
    }

    /**
     * Opens a folder or a GGUF file on the CPU.
     *
     * @param path a folder in Hugging Face's layout, or a GGUF file
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported
     */
    public static FrozenModel open(Path path) {
        return open(path, ModelOptions.defaults());
    }

    /**
     * Opens a folder or a GGUF file.
     *
     * @param path a folder in Hugging Face's layout, or a GGUF file
     * @param options device and precision
     * @return the model
     * @throws ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    public static FrozenModel open(Path path, ModelOptions options) {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(options, "options");
        return open(ModelLocations.open(path), options);
    }

    /**
     * Describes a model without loading its weights. One of the hub is downloaded all the same.
     *
     * @param location {@code pocket}, the path of a folder or GGUF file, or a hub id
     * @return what its configuration and its tensors' headers say
     * @throws dev.cram.model.ModelException if the model is missing, damaged or not supported
     */
    public static ModelDescription describe(String location) {
        Objects.requireNonNull(location, "location");
        try (Checkpoint checkpoint = ModelLocations.open(location, System.getenv())) {
            return ModelDescription.of(checkpoint);
        }
    }

    /**
     * Works out what opening a model would take, and evaluating a text with it, without loading its weights; the devices need not
     * be here. One of the hub is downloaded all the same.
     *
     * @param location {@code pocket}, the path of a folder or GGUF file, or a hub id
     * @param options devices and precision
     * @param positions input positions of the text: its tokens and vectors, less one
     * @return the plan
     * @throws dev.cram.model.ModelException if the model is missing, damaged or not supported, or has not so many positions
     */
    public static ModelPlan plan(String location, ModelOptions options, int positions) {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(options, "options");
        try (Checkpoint checkpoint = ModelLocations.open(location, System.getenv())) {
            return ModelPlan.of(checkpoint, options, positions);
        }
    }

    /**
     * Writes the program and the weights of a model as files, for PyTorch without Java; {@link
     * dev.cram.djl.internal.decoder.ExportedProgram} says which.
     *
     * @param location {@code pocket}, the path of a folder or GGUF file, or a hub id
     * @param folder an existing folder
     * @throws IOException if the folder cannot be written
     * @throws ModelException if the model is missing, damaged or not supported
     */
    public static void exportProgram(String location, Path folder) throws IOException {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(folder, "folder");
        try (Checkpoint checkpoint = ModelLocations.open(location, System.getenv())) {
            ExportedProgram.write(
                    Families.read(checkpoint.config()),
                    checkpoint.tensors(),
                    folder,
                    Map.of("model", checkpoint.name(), "fingerprint", checkpoint.fingerprint()));
        }
    }

    /**
     * Writes the program of a configuration, without weights but those that the configuration gives, as rotary angles.
     *
     * @param config a {@code config.json}
     * @param folder an existing folder
     * @throws IOException if the configuration cannot be read or the folder cannot be written
     * @throws ModelException if the configuration is damaged or not supported
     */
    public static void exportProgram(Path config, Path folder) throws IOException {
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(folder, "folder");
        DecoderSpec spec = Families.read(Config.parse(config.toString(), Files.readString(config)));
        ExportedProgram.write(spec, Map.of(), folder, Map.of("model", config.toString()));
    }

    /**
     * The families that can be opened.
     *
     * @return each family's {@code model_type}
     */
    public static List<String> families() {
        return Families.modelTypes();
    }

    /**
     * The forms of weights that can be opened.
     *
     * @return file names; an ending where any name will do
     */
    public static List<String> forms() {
        return Stream.concat(HuggingFaceLayout.WEIGHTS.stream(), Stream.of(".gguf"))
                .toList();
    }

    private static FrozenModel open(Checkpoint checkpoint, ModelOptions options) {
        try (checkpoint) {
            return DjlModelLoader.open(checkpoint, options);
        }
    }
}
