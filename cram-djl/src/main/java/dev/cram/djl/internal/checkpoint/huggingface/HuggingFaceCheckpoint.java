package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.Fingerprint;
import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import dev.cram.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in the layout of Hugging Face, in a folder or shipped with this library; {@link HuggingFaceLayout} says
 * which files belong to it.
 */
public final class HuggingFaceCheckpoint implements Checkpoint {

    private static final String CONFIG = HuggingFaceLayout.CONFIG;
    private static final String TOKENIZER = HuggingFaceLayout.TOKENIZER;

    /** More bytes than any published configuration has. */
    private static final long LARGEST_CONFIG = 4L << 20;

    /** More bytes than any published tokenizer has. */
    private static final long LARGEST_TOKENIZER = 256L << 20;

    private final ModelFiles files;
    private final String configText;
    private final Config config;
    private final WeightFiles weights;
    private @Nullable String tokenizerText;

    public HuggingFaceCheckpoint(ModelFiles files) {
        this.files = files;
        if (files.has(OtherForms.ADAPTER)) {
            throw adapter(files);
        }
        this.configText = text(CONFIG, LARGEST_CONFIG);
        this.config = Config.parse(files.location() + "/" + CONFIG, configText);
        this.weights = WeightFiles.open(files);
        try {
            config.checkLayers(weights.tensors().size());
        } catch (ModelException e) {
            weights.close();
            throw e;
        }
    }

    /**
     * Opens a folder.
     *
     * @param folder a folder with the files that {@link HuggingFaceLayout} asks for
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
        return weights.tensors();
    }

    @Override
    public Tokenizer tokenizer() {
        checkAuthorsOfMamba();
        return Tokenizer.parse(tokenizerSource(), tokenizerText());
    }

    @Override
    public void checkTokenizer() {
        checkAuthorsOfMamba();
        TokenizerJson.check(tokenizerSource(), tokenizerText());
    }

    private void checkAuthorsOfMamba() {
        if (!hasTokenizer() && config.has("ssm_cfg") && !config.has("model_type")) {
            throw new ModelException(
                    files.location() + " has no " + TOKENIZER + ", and Mamba's authors publish none: put "
                            + "that of EleutherAI/gpt-neox-20b, with which they trained, beside config.json");
        }
    }

    private String tokenizerSource() {
        return files.location() + "/" + HuggingFaceLayout.tokenizer(files::has).get(0);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(configText, hasTokenizer() ? tokenizerText() : "", weights.tensors());
    }

    @Override
    public void close() {
        weights.close();
    }

    /** Weights beside an adapter are those that it changes, so they are not the model. */
    private ModelException adapter(ModelFiles folder) {
        Config adapter =
                Config.parse(folder.location() + "/" + OtherForms.ADAPTER, text(OtherForms.ADAPTER, LARGEST_CONFIG));
        String base = adapter.text("base_model_name_or_path", "");
        return adapter.error("says that this is an adapter (" + adapter.text("peft_type", "LORA")
                + (base.isEmpty() ? "" : " of " + base)
                + "), not a model: merge it into its model in Python, with peft's merge_and_unload(), and save that, or "
                + "open the model without it");
    }

    private boolean hasTokenizer() {
        return HuggingFaceLayout.tokenizer(files::has).stream().allMatch(files::has);
    }

    private String tokenizerText() {
        if (tokenizerText == null) {
            tokenizerText = readTokenizerText();
        }
        return tokenizerText;
    }

    private String readTokenizerText() {
        if (!HuggingFaceLayout.tokenizer(files::has).contains(TOKENIZER)) {
            return VocabularyTokenizer.json(files.location(), config, this::find);
        }
        String whole = text(TOKENIZER, LARGEST_TOKENIZER);
        Map<String, Map<String, Boolean>> known =
                TokenizerJson.read(tokenizerSource(), whole).added();
        return AddedTokens.complete(files.location(), this::find, known, whole);
    }

    private Optional<String> find(String name) {
        return files.has(name) ? Optional.of(text(name, LARGEST_TOKENIZER)) : Optional.empty();
    }

    private String text(String name, long largest) {
        try (Bytes bytes = files.open(name)) {
            if (bytes.size() > largest) {
                throw new ModelException(files.location() + "/" + name + " is damaged, it has " + bytes.size()
                        + " bytes, more than any model needs: fetch the file again");
            }
            ByteBuffer content = bytes.slice(0, (int) bytes.size());
            return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
        } catch (CharacterCodingException e) {
            throw new ModelException(
                    files.location() + "/" + name + " is damaged, not UTF-8 text: fetch the file again", e);
        }
    }
}
