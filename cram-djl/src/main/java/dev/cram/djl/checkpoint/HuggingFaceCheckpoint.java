package dev.cram.djl.checkpoint;

import dev.cram.api.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;

/**
 * A checkpoint in the layout of Hugging Face: {@code config.json}, {@code model.safetensors} and {@code
 * tokenizer.json}, in a folder or shipped with this library.
 */
public final class HuggingFaceCheckpoint implements Checkpoint {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final String TOKENIZER = "tokenizer.json";

    private final ModelFiles files;
    private final String configText;
    private final Config config;
    private final Bytes weights;
    private final SortedMap<String, Tensor> tensors;

    HuggingFaceCheckpoint(ModelFiles files) {
        this.files = files;
        this.configText = text(CONFIG);
        this.config = Config.parse(files.location() + "/" + CONFIG, configText);
        this.weights = openWeights();
        try {
            this.tensors =
                    Collections.unmodifiableSortedMap(Safetensors.read(files.location() + "/" + WEIGHTS, weights));
        } catch (ModelException e) {
            weights.close();
            throw e;
        }
    }

    /**
     * Opens a folder.
     *
     * @param folder a folder with the three files
     * @return the checkpoint; the caller closes it
     * @throws ModelException if the folder or a file is missing, incomplete, damaged, or of an unsupported form
     */
    public static HuggingFaceCheckpoint folder(Path folder) {
        return new HuggingFaceCheckpoint(new FolderFiles(folder));
    }

    /**
     * Opens the files that ship with a class.
     *
     * @param location what to call the model
     * @param anchor a class of the same jar
     * @param folder the resource folder, relative to the class's package
     * @return the checkpoint; the caller closes it
     * @throws ModelException if a file is missing or damaged
     */
    public static HuggingFaceCheckpoint resource(String location, Class<?> anchor, String folder) {
        return new HuggingFaceCheckpoint(new ResourceFiles(location, anchor, folder));
    }

    @Override
    public String name() {
        return files.location();
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public SortedMap<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public Tokenizer tokenizer() {
        return Tokenizer.parse(files.location() + "/" + TOKENIZER, text(TOKENIZER));
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(configText, files.has(TOKENIZER) ? text(TOKENIZER) : "", tensors.values());
    }

    @Override
    public void close() {
        weights.close();
    }

    private Bytes openWeights() {
        if (!files.has(WEIGHTS)) {
            refuse(
                    "model.safetensors.index.json",
                    "is split over several files, which is not supported yet: save it "
                            + "as one, in Python with save_pretrained(folder, max_shard_size=\"100GB\")");
            refuse(
                    "pytorch_model.bin",
                    "is in PyTorch's own format, which is not supported yet: save it in Python "
                            + "with save_pretrained(folder, safe_serialization=True)");
        }
        return files.open(WEIGHTS);
    }

    private void refuse(String name, String problem) {
        if (files.has(name)) {
            throw new ModelException("The model in " + files.location() + " (" + name + ") " + problem);
        }
    }

    private String text(String name) {
        try (Bytes bytes = files.open(name)) {
            ByteBuffer content = bytes.slice(0, Math.toIntExact(bytes.size()));
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException | ArithmeticException e) {
            throw new ModelException(
                    files.location() + "/" + name + " is damaged, not UTF-8 text: fetch the file again", e);
        }
    }
}
