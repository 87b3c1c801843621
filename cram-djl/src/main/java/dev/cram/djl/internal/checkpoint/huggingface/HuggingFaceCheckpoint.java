package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.Fingerprint;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.model.ModelException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * A checkpoint in the layout of Hugging Face, in a folder or shipped with this library; {@link HuggingFaceLayout} says
 * which files belong to it.
 */
public final class HuggingFaceCheckpoint implements Checkpoint {

    private static final String CONFIG = HuggingFaceLayout.CONFIG;

    private final ModelFiles files;
    private final String configText;
    private final Config config;
    private final TokenizerFiles tokenizer;
    private final WeightFiles weights;
    private final SortedMap<String, Tensor> tensors;

    public HuggingFaceCheckpoint(ModelFiles files) {
        this.files = files;
        if (files.has(ForeignFiles.ADAPTER)) {
            throw adapter(files);
        }
        this.configText = TextFile.read(files, CONFIG, TextFile.LARGEST_CONFIG);
        this.config = Config.parse(files.location() + "/" + CONFIG, configText);
        this.tokenizer = new TokenizerFiles(files, config);
        this.weights = WeightFiles.open(files);
        try {
            config.checkLayers(weights.tensors().size());
            this.tensors = HeadNorms.stack(PackedExperts.unpack(config, weights.tensors()));
        } catch (ModelException e) {
            weights.close();
            throw e;
        }
    }

    /**
     * Opens a folder; the caller closes the checkpoint.
     *
     * @throws ModelException if the folder or a file is missing, incomplete, damaged, or of an unsupported form
     */
    public static HuggingFaceCheckpoint folder(Path folder) {
        return new HuggingFaceCheckpoint(new FolderFiles(folder));
    }

    /**
     * Opens the files that ship with a class; the caller closes the checkpoint.
     *
     * @param location what to call the model
     * @param anchor a class of the same jar
     * @param folder the resource folder, relative to the class's package
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
        return tokenizer.open();
    }

    @Override
    public OptionalInt startToken(Tokenizer opened) {
        return tokenizer.startToken(opened);
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(configText, tokenizer.areThere() ? tokenizer.identity() : "", tensors);
    }

    @Override
    public void close() {
        weights.close();
    }

    /** Weights beside an adapter are those that it changes, so they are not the model. */
    private static ModelException adapter(ModelFiles folder) {
        Config adapter = Config.parse(
                folder.location() + "/" + ForeignFiles.ADAPTER,
                TextFile.read(folder, ForeignFiles.ADAPTER, TextFile.LARGEST_CONFIG));
        String base = adapter.text("base_model_name_or_path", "");
        return adapter.error("says that this is an adapter (" + adapter.text("peft_type", "LORA")
                + (base.isEmpty() ? "" : " of " + base)
                + "), not a model: merge it into its model in Python, with peft's merge_and_unload(), and save that, or "
                + "open the model without it");
    }
}
