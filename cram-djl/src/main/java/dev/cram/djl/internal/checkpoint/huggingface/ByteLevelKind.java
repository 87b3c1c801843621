package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.model.ModelException;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Kinds of byte-level BPEs: how a text is split before it is merged, and which tokens are special unless a file says otherwise. */
enum ByteLevelKind {
    /** As GPT-2. */
    GPT2(SplitRule.GPT2, false, ""),
    /** As GPT-2, of letters composed as far as possible. */
    NEOX(SplitRule.GPT2, true, "<|padding|>"),
    /** As Qwen 2, of letters composed as far as possible. */
    QWEN2(SplitRule.QWEN2, true, "<|endoftext|>");

    private static final String END = "<|endoftext|>";

    /** By the names of transformers' classes. */
    private static final Map<String, ByteLevelKind> CLASSES = Map.of(
            "GPT2Tokenizer", GPT2,
            "CodeGenTokenizer", GPT2,
            "GPTNeoXTokenizer", NEOX,
            "Qwen2Tokenizer", QWEN2);

    /** By the family, where no class is named. */
    private static final Map<String, ByteLevelKind> FAMILIES = Map.of(
            "", GPT2,
            "gpt2", GPT2,
            "opt", GPT2,
            "phi", GPT2,
            "gpt_neox", NEOX,
            "mamba", NEOX,
            "olmo", NEOX,
            "qwen3", QWEN2);

    private final SplitRule rule;
    private final boolean isComposed;
    private final String padding;

    ByteLevelKind(SplitRule rule, boolean isComposed, String padding) {
        this.rule = rule;
        this.isComposed = isComposed;
        this.padding = padding;
    }

    /**
     * What the files name, or else the family's own; Qwen 2 alone is known by its family whatever they name, as in
     * transformers.
     *
     * @param settings the contents of {@code tokenizer_config.json}
     */
    static ByteLevelKind of(String location, Config model, Config settings) {
        String family = model.text("model_type", "");
        String named = settings.text("tokenizer_class", model.text("tokenizer_class", ""));
        if (family.equals("qwen2")) {
            return QWEN2;
        }
        ByteLevelKind kind = named.isEmpty()
                ? FAMILIES.get(family)
                : CLASSES.get(named.endsWith("Fast") ? named.substring(0, named.length() - 4) : named);
        if (kind == null && named.isEmpty()) {
            throw new ModelException(location + " has no tokenizer.json, and no file names the kind of its tokenizer: "
                    + "fetch the model's tokenizer.json, or name the kind in tokenizer_config.json "
                    + "(tokenizer_class), which may be one of " + new TreeSet<>(CLASSES.keySet()));
        }
        if (kind == null) {
            throw new ModelException(location + " has no tokenizer.json but a tokenizer of the kind " + named
                    + ", which is not supported without: save it in Python, with "
                    + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
        }
        return kind;
    }

    SplitRule rule() {
        return rule;
    }

    boolean isComposed() {
        return isComposed;
    }

    /** The special tokens, by role. */
    Map<String, String> specials() {
        Map<String, String> specials = new TreeMap<>(Map.of("unk_token", END, "eos_token", END));
        if (this != QWEN2) {
            specials.put("bos_token", END);
        }
        if (!padding.isEmpty()) {
            specials.put("pad_token", padding);
        }
        return specials;
    }
}
