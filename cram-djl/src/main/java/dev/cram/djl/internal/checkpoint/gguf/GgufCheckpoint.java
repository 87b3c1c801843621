package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.Fingerprint;
import dev.cram.djl.internal.checkpoint.gguf.architecture.GgufTranslation;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufFiles;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import dev.cram.djl.internal.checkpoint.gguf.tokenizer.GgufTokenizer;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in a GGUF file, or in the parts of one, as llama.cpp writes them. Metadata and names are translated to those of Hugging Face's
 * layout, so that the same families read both. Blocks of quantized numbers are widened as they are read.
 */
public final class GgufCheckpoint implements Checkpoint {

    private final GgufFiles files;
    private final GgufMetadata metadata;
    private final String configText;
    private final Config config;
    private final SortedMap<String, Tensor> tensors;
    private @Nullable GgufTokenizer tokenizer;

    public GgufCheckpoint(GgufFiles files) {
        this.files = files;
        GgufTranslation translation = new GgufTranslation(files.contents());
        this.metadata = files.contents().metadata();
        this.configText = translation.config();
        this.config = Config.parse(metadata.source() + " (metadata)", configText);
        this.tensors = translation.tensors();
        config.checkLayers(tensors.size());
    }

    /** Whether a path ends in {@code .gguf}. */
    public static boolean isNamedSo(Path path) {
        return GgufNames.isGguf(path.toString());
    }

    /**
     * Whether a path is that of a GGUF file, by its name or by what it begins with: some tools name files by their hash.
     */
    public static boolean isGguf(Path path) {
        if (!Files.isRegularFile(path)) {
            return isNamedSo(path) && !Files.isDirectory(path);
        }
        try {
            return isNamedSo(path) || GgufReader.isBeginningOf(path);
        } catch (IOException e) {
            throw new ModelException("Cannot open " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a file, or with a part of a split model all parts; the caller closes it.
     *
     * @throws ModelException if the file is missing, damaged, or of an unsupported form or architecture
     */
    public static GgufCheckpoint file(Path path) {
        GgufFiles files = GgufFiles.open(path);
        try {
            return new GgufCheckpoint(files);
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return files.name();
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
        return storedTokenizer().open();
    }

    @Override
    public OptionalInt startToken(Tokenizer unused) {
        return GgufTokenizer.startToken(metadata);
    }

    @Override
    public String fingerprint() {
        TokenizerWriter.Parts contents = storedTokenizer().contents();
        return Fingerprint.of(configText, out -> TokenizerWriter.write(contents, out), tensors);
    }

    @Override
    public void close() {
        files.close();
    }

    private GgufTokenizer storedTokenizer() {
        if (tokenizer == null) {
            tokenizer = GgufTokenizer.read(metadata, config.size("vocab_size"));
        }
        return tokenizer;
    }
}
