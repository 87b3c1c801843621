package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import java.util.List;

/** The families that can be opened. */
public final class Families {

    private static final List<Family> ALL = List.of(
            new GptNeoXFamily(),
            new OptFamily(),
            new Gpt2Family(),
            new LlamaFamily(),
            new MistralFamily(),
            new OlmoFamily(),
            new Olmo2Family(),
            new Qwen2Family(),
            new Qwen3Family(),
            new Gemma3Family(),
            new SmolLm3Family(),
            new PhiFamily(),
            new MambaFamily(),
            new GemmaFamily(),
            new Gemma2Family(),
            new Phi3Family(),
            new GraniteFamily(),
            new GptNeoFamily(),
            new GptJFamily(),
            new BloomFamily(),
            new FalconFamily(),
            new Starcoder2Family(),
            new StableLmFamily(),
            new Olmo3Family(),
            new MixtralFamily(),
            new Qwen2MoeFamily(),
            new Qwen3MoeFamily(),
            new GptOssFamily(),
            new Mamba2Family());

    private Families() {}

    /** Every {@code model_type} that can be opened. */
    public static List<String> modelTypes() {
        return ALL.stream().flatMap(family -> family.modelTypes().stream()).toList();
    }

    /** A configuration's {@code model_type}, or what it would be; empty if it says none. */
    public static String type(Config config) {
        return OriginalMamba.is(config) ? OriginalMamba.type(config) : config.text("model_type", "");
    }

    /**
     * Reads a model's configuration by its family.
     *
     * @throws dev.cram.model.ModelException if the family is not supported, listing those that are, or if the model needs
     *     a feature that is not
     */
    public static DecoderSpec read(Config config) {
        String type = type(config);
        for (Family family : ALL) {
            if (family.modelTypes().contains(type)) {
                UnsupportedFeatures.check(config, family.honors());
                if (config.has("text_config") && !family.readsTextConfig()) {
                    throw config.error("has a text_config, which is not supported for " + type
                            + ": choose a model for text alone");
                }
                return family.read(OriginalMamba.is(config) ? OriginalMamba.translate(config) : config);
            }
        }
        throw config.error("is of the unsupported architecture '" + type + "' " + config.texts("architectures")
                + ": choose a model whose model_type is one of " + String.join(", ", modelTypes()));
    }
}
