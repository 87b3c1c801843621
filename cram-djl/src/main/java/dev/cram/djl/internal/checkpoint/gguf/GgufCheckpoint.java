package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.Fingerprint;
import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in one GGUF file, as llama.cpp writes them. Metadata and names are translated to those of Hugging Face's
 * layout, so that the same families read both. Blocks of quantized numbers are widened as they are read.
 */
public final class GgufCheckpoint implements Checkpoint {

    private static final String ARCHITECTURE = "general.architecture";
    private static final Map<String, GgufFamily> FAMILIES = Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(
            "llama", new GgufLlama("llama"),
            "qwen2", new GgufLlama("qwen2"),
            "gpt2", new GgufGpt2(),
            "gptneox", new GgufNeox())));

    private final String name;
    private final Bytes file;
    private final GgufMetadata metadata;
    private final String configText;
    private final Config config;
    private final SortedMap<String, Tensor> tensors;
    private @Nullable String tokenizerText;

    public GgufCheckpoint(String name, Bytes file) {
        this.name = name;
        this.file = file;
        Gguf gguf = Gguf.read(name, file);
        this.metadata = gguf.metadata();
        GgufFamily family = family();
        GgufKeys keys = new GgufKeys(metadata, metadata.text(ARCHITECTURE));
        GgufTensors described = new GgufTensors(gguf);
        this.configText = family.config(keys, described).toString();
        this.config = Config.parse(name + " (metadata)", configText);
        this.tensors = Collections.unmodifiableSortedMap(described.translate(family, keys));
        keys.checkAllUnderstood();
        config.checkLayers(tensors.size());
    }

    /**
     * Whether a path is that of a GGUF file, by its name.
     *
     * @param path any path
     * @return true if it ends in {@code .gguf}
     */
    public static boolean isNamedSo(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    /**
     * Whether a path is that of a GGUF file, by its name or by what it begins with: some tools name files by their hash.
     *
     * @param path any path
     * @return true if it is no folder and its name ends in {@code .gguf}, or if it is a file that begins with {@code GGUF}
     */
    public static boolean isGguf(Path path) {
        if (!Files.isRegularFile(path)) {
            return isNamedSo(path) && !Files.isDirectory(path);
        }
        try (InputStream in = Files.newInputStream(path)) {
            return isNamedSo(path) || Arrays.equals(in.readNBytes(Gguf.MAGIC.length), Gguf.MAGIC);
        } catch (IOException e) {
            throw new ModelException("Cannot open " + path + ": " + e.getMessage(), e);
        }
    }

    /**
     * Opens a file.
     *
     * @param path a GGUF file
     * @return the checkpoint; the caller closes it
     * @throws ModelException if the file is missing, damaged, or of an unsupported form or architecture
     */
    public static GgufCheckpoint file(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ModelException("There is no model file " + path.toAbsolutePath() + ": name a GGUF file");
        }
        Bytes file;
        try {
            file = Bytes.of(FileChannel.open(path), path.toString());
        } catch (IOException e) {
            throw new ModelException("Cannot open " + path + ": " + e.getMessage(), e);
        }
        try {
            return new GgufCheckpoint(path.toString(), file);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
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
        return Tokenizer.parse(tokenizerSource(), tokenizerText());
    }

    @Override
    public void checkTokenizer() {
        TokenizerJson.check(tokenizerSource(), tokenizerText());
    }

    private String tokenizerSource() {
        return name + " (tokenizer)";
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(configText, tokenizerText(), tensors);
    }

    @Override
    public void close() {
        file.close();
    }

    private String tokenizerText() {
        if (tokenizerText == null) {
            tokenizerText = GgufTokenizer.json(metadata, config.size("vocab_size"));
        }
        return tokenizerText;
    }

    private GgufFamily family() {
        if (metadata.integer("split.count", 1) > 1) {
            throw new ModelException(name + " is one of " + metadata.integer("split.count", 1)
                    + " parts of a model, which is not supported: merge them with llama-gguf-split --merge");
        }
        String architecture = metadata.text(ARCHITECTURE);
        GgufFamily family = FAMILIES.get(architecture);
        if (family == null) {
            throw new ModelException(name + " is of the unsupported architecture '" + architecture
                    + "': choose a GGUF file of one of " + FAMILIES.keySet()
                    + ", or the model's original files in Hugging Face's layout");
        }
        return family;
    }
}
