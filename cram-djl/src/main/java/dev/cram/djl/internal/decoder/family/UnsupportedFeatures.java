package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import java.util.List;
import java.util.regex.Pattern;

/** Features that no family has here. */
public final class UnsupportedFeatures {

    private static final List<String> EXPERTS =
            List.of("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts");
    private static final Pattern ARCHITECTURES = Pattern.compile(
            ".*(ForCausalLM|LMHeadModel)"
                    + "|Gemma3ForConditionalGeneration"
                    + "|(GPTNeoX|OPT|GPT2|Llama|Mistral|Olmo|Olmo2|Qwen2|Qwen3|Gemma3|Gemma3Text|SmolLM3|Phi|Mamba|Gemma|Gemma2"
                    + "|Phi3|Granite|GPTNeo|GPTJ|Bloom|Falcon|Starcoder2|StableLm|Olmo3|Mixtral|Qwen2Moe|Qwen3Moe|GptOss|FalconMamba|Mamba2)Model");

    private UnsupportedFeatures() {}

    /**
     * Refuses what would make a model's arithmetic another one.
     *
     * @param honored entries of which the family makes what they say, and methods of quantisation that it reads
     * @throws dev.cram.model.ModelException naming the feature
     */
    static void check(Config config, List<String> honored) {
        config.section("quantization_config").ifPresent(quantized -> {
            String method = quantized.text("quant_method", "a method that it does not name");
            if (!honored.contains(method)) {
                throw config.error("says that the weights are quantised by " + method
                        + " (quantization_config), which is not supported: choose the model's unquantised weights, or a "
                        + "GGUF file of it");
            }
        });
        if (config.flag("is_encoder_decoder", false)) {
            throw config.error("is_encoder_decoder, which is not supported: choose a decoder-only model");
        }
        if (!config.flag("is_causal", true)) {
            throw config.error("says that is_causal is false, which is not supported: choose a causal model");
        }
        if (config.has("per_layer_config")) {
            throw config.error("has a per_layer_config, which is not supported: choose a model of equal layers");
        }
        for (String key : SoftCaps.BOTH) {
            if (config.has(key) && !honored.contains(key)) {
                throw config.error("has " + key + ", which is not supported: choose a model without");
            }
        }
        for (String key : EXPERTS) {
            if (config.number(key, 0) > 0 && !honored.contains(key)) {
                throw config.error("has " + key
                        + ", a mixture of experts, which is not supported for this family: choose a dense model");
            }
        }
        for (String architecture : config.texts("architectures")) {
            if (!ARCHITECTURES.matcher(architecture).matches()) {
                throw config.error("is of the unsupported architecture '" + architecture
                        + "': choose a causal language model (...ForCausalLM)");
            }
        }
    }
}
