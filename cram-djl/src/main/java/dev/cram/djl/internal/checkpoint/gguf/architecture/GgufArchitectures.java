package dev.cram.djl.internal.checkpoint.gguf.architecture;

import static java.util.Map.entry;

import dev.cram.djl.internal.checkpoint.gguf.file.Gguf;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.model.ModelException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The architectures whose GGUF files can be opened, by the names that the files give them. */
final class GgufArchitectures {

    private static final SortedMap<String, GgufArchitecture> ALL = new TreeMap<>(Map.ofEntries(
            entry("llama", new GgufLlama("llama", true, LlamaParts.NORMS)),
            entry("qwen2", new GgufLlama("qwen2", false, LlamaParts.NORMS)),
            entry("qwen3", new GgufLlama("qwen3", false, LlamaParts.join(LlamaParts.NORMS, LlamaParts.HEAD_NORMS))),
            entry("smollm3", new GgufLlama("smollm3", true, LlamaParts.NORMS)),
            entry(
                    "olmo2",
                    new GgufLlama("olmo2", false, LlamaParts.join(LlamaParts.HEAD_NORMS, LlamaParts.NORMS_BEHIND))),
            entry("qwen2moe", GgufMixture.qwen2()),
            entry("qwen3moe", GgufMixture.qwen3()),
            entry("gpt-oss", new GgufGptOss()),
            entry("olmo", new GgufOlmo()),
            entry("gemma3", new GgufGemma3()),
            entry("phi2", new GgufPhi2()),
            entry("mamba", new GgufMamba(false)),
            entry("mamba2", new GgufMamba(true)),
            entry("gpt2", new GgufGpt2()),
            entry("gptneox", new GgufNeox()),
            entry("granite", new GgufLlama("granite", true, LlamaParts.NORMS)),
            entry("gemma", new GgufGemma(false)),
            entry("gemma2", new GgufGemma(true)),
            entry("phi3", new GgufPhi3()),
            entry("starcoder2", new GgufLayerNorms("starcoder2")),
            entry("stablelm", new GgufLayerNorms("stablelm")),
            entry("bloom", GgufBloom.bloom()),
            entry("falcon", GgufBloom.falcon())));

    /** Falcon's larger models. */
    private static final GgufArchitecture FALCON_WITH_TWO_NORMS = GgufBloom.falconWithTwoNorms();

    /** Mixtures of the architecture {@code llama}, which are Mixtral. */
    private static final GgufArchitecture MIXTRAL = GgufMixture.mixtral();

    private GgufArchitectures() {}

    /** What a file calls its architecture, and its keys begin with. */
    static String name(GgufMetadata metadata) {
        return metadata.text("general.architecture");
    }

    /**
     * Finds a file's architecture.
     *
     * @throws ModelException if the file is of another
     */
    static GgufArchitecture of(Gguf gguf) {
        GgufMetadata metadata = gguf.metadata();
        GgufArchitecture architecture = ALL.get(name(metadata));
        if (architecture == null) {
            throw new ModelException(metadata.source() + " is of the unsupported architecture '" + name(metadata)
                    + "': choose a GGUF file of one of " + ALL.keySet()
                    + ", or the model's original files in Hugging Face's layout");
        }
        if (name(metadata).equals("llama") && metadata.integer("llama.expert_count", 0) > 0) {
            return MIXTRAL;
        }
        boolean twoNorms = name(metadata).equals("falcon") && gguf.has("blk.0.attn_norm_2.weight");
        return twoNorms ? FALCON_WITH_TWO_NORMS : architecture;
    }
}
