package dev.cram.djl.internal.decoder.weight;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the names of tensors tell of weights that are no plain weights of a model. */
final class ForeignWeights {

    private static final String UNQUANTISED = "choose the model's unquantised weights, or a GGUF file of it";

    private static final Map<Pattern, String> REASONS = reasons();

    private ForeignWeights() {}

    private static Map<Pattern, String> reasons() {
        Map<Pattern, String> reasons = new LinkedHashMap<>();
        put(reasons, ".*\\.(qweight|qzeros|g_idx)", "quantised, as GPTQ and AWQ write them", UNQUANTISED);
        put(reasons, ".*\\.(absmax|quant_map|SCB|nested_absmax)", "quantised by bitsandbytes", UNQUANTISED);
        put(
                reasons,
                ".*\\.(weight_packed|weight_scale|weight_scale_inv|input_scale)",
                "quantised, as FP8 and compressed-tensors write them",
                UNQUANTISED);
        put(reasons, ".*\\.W_q", "quantised by HQQ", UNQUANTISED);
        put(reasons, ".*\\.biases", "quantised, as MLX writes them", UNQUANTISED);
        put(
                reasons,
                ".*\\.lora_(A|B|embedding_A|embedding_B)\\..*|base_model\\.model\\..*",
                "those of a LoRA adapter",
                "merge it into its model in Python, with peft's merge_and_unload(), and save that");
        put(
                reasons,
                "tok_embeddings\\.weight|layers\\.\\d+\\.attention\\.w[qkvo]\\.weight",
                "in the form of their maker, as in consolidated.00.pth",
                "fetch the model in Hugging Face's layout, with model.safetensors");
        put(
                reasons,
                "(module|_orig_mod)\\..*",
                "those of a model wrapped by PyTorch, for several machines or compiled",
                "save the state_dict of the model within, as model.module or model._orig_mod gives it");
        return reasons;
    }

    private static void put(Map<Pattern, String> reasons, String names, String what, String cure) {
        reasons.put(Pattern.compile(names), what + ", which are not supported: " + cure);
    }

    /** What is odd about weights, with the name that tells, and the cure; empty if nothing is known. */
    static Optional<String> reason(Collection<String> names) {
        for (Map.Entry<Pattern, String> reason : REASONS.entrySet()) {
            for (String name : names) {
                if (reason.getKey().matcher(name).matches()) {
                    return Optional.of("The weights (" + name + ") are " + reason.getValue());
                }
            }
        }
        return Optional.empty();
    }
}
