package dev.cram.djl.internal.checkpoint.huggingface;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the names of files tell that are no model in Hugging Face's layout. */
public final class ForeignFiles {

    /** The description of an adapter, which is no model by itself. */
    public static final String ADAPTER = "adapter_config.json";

    private static final String BY_PYTHON =
            "make tokenizer.json of it in Python, with AutoTokenizer.from_pretrained(folder).save_pretrained(folder)";

    private static final Map<Pattern, String> TOKENIZERS = new LinkedHashMap<>();
    private static final Map<Pattern, String> MODELS = new LinkedHashMap<>();
    private static final Map<Pattern, String> WEIGHTS = new LinkedHashMap<>();

    static {
        put(
                TOKENIZERS,
                ".*\\.model",
                "a tokenizer of SentencePiece, which is read under the name tokenizer.model only: rename it, or "
                        + BY_PYTHON);
        put(
                TOKENIZERS,
                "tekken\\.json|.*\\.tiktoken",
                "a tokenizer in its maker's form, which is not read: " + BY_PYTHON);
        put(
                TOKENIZERS,
                "vocab\\.json|merges\\.txt",
                "half of a tokenizer, of which vocab.json and merges.txt are needed: fetch the complete model");
        put(
                MODELS,
                "adapter_(config\\.json|model\\..*)",
                "an adapter such as LoRA's, not a model: merge it into its model in Python, with peft's "
                        + "merge_and_unload(), and save that");
        put(
                MODELS,
                "consolidated\\..*|params\\.json",
                "a model in its maker's form, which is not read: fetch it in Hugging Face's layout, with config.json "
                        + "and model.safetensors");
        put(MODELS, "checkpoint-\\d+", "which training has saved: name that folder");
        put(MODELS, "(?i).*\\.gguf", "a GGUF file: name that file itself");
        WEIGHTS.putAll(MODELS);
        put(
                WEIGHTS,
                "tf_model.*|flax_model.*|.*\\.(h5|msgpack|onnx|ot|ckpt|npz)",
                "weights that are not PyTorch's, which are not read: fetch model.safetensors or pytorch_model.bin");
        put(WEIGHTS, "zero_to_fp32\\.py", "which makes whole weights of DeepSpeed's parts: run it in that folder");
        put(
                WEIGHTS,
                "(model|pytorch_model)-\\d+-of-\\d+\\.(safetensors|bin)",
                "one of several files, without the index that names them: fetch model.safetensors.index.json, or "
                        + "pytorch_model.bin.index.json, too");
        put(
                WEIGHTS,
                "(?!training_args|optimizer|scheduler|rng_state).*\\.(safetensors|bin|pt|pth)",
                "under a name that no whole model has: fetch the complete model, or rename the file if it holds all "
                        + "weights");
    }

    private ForeignFiles() {}

    private static void put(Map<Pattern, String> forms, String names, String what) {
        forms.put(Pattern.compile(names), what);
    }

    /**
     * Tells what is there instead of a file of {@link HuggingFaceLayout}: a file's name, what it is, and the cure; empty if nothing
     * is known.
     *
     * @param names the files that are there
     */
    public static Optional<String> instead(String missing, Collection<String> names) {
        Map<Pattern, String> forms = switch (missing) {
            case HuggingFaceLayout.CONFIG -> MODELS;
            case HuggingFaceLayout.TOKENIZER -> TOKENIZERS;
            default -> HuggingFaceLayout.WEIGHTS.contains(missing) ? WEIGHTS : Map.of();
        };
        return forms.entrySet().stream()
                .flatMap(form -> names.stream()
                        .sorted()
                        .filter(name -> form.getKey().matcher(name).matches())
                        .limit(1)
                        .map(name -> name + ", " + form.getValue()))
                .findFirst();
    }
}
