package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How byte-level tokenizers split a text before they merge, under the names by which GGUF files tell: the regular
 * expressions are those of the models' own {@code tokenizer.json}, as far as llama.cpp tells of them, or else its own.
 */
public enum SplitRule {
    /** As GPT-2: words with the space before them, runs of digits, runs of other signs. */
    GPT2(
            "default gpt-2 olmo mpt phi-2 jina-es jina-de jina-v2-es jina-v2-de gigachat a.x-4.0 mellum modern-bert exaone4 "
                    + "jais trillion granite-docling",
            List.of()),
    /** As GPT-2, after each digit has been set apart. */
    DIGITS("smollm starcoder refact command-r codeshell exaone minerva-7b mellum2", List.of(), Trait.DIGITS_APART),
    /** As Llama 3: at most three digits together; words of the vocabulary need no merges. */
    LLAMA3(
            "llama-bpe llama3 llama-v3 falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano",
            List.of(SplitExpressions.LLAMA3),
            Trait.WHOLE_WORDS,
            Trait.BEGINS),
    /** As Llama 3, with merges alone. */
    DBRX("dbrx smaug-bpe glm4 chatglm-bpe", List.of(SplitExpressions.LLAMA3)),
    /** As Qwen 2: each digit alone. */
    QWEN2(
            "qwen2 deepseek-r1-qwen megrez kormo f2llmv2 stablelm2 hunyuan solar-open grok-2",
            List.of(SplitExpressions.QWEN2)),
    /** As Qwen 2, with marks as parts of words. */
    QWEN35("qwen35", List.of(SplitExpressions.QWEN35)),
    SEED_CODER("seed-coder", List.of(SplitExpressions.SEED_CODER)),
    BAILING("bailingmoe bailingmoe2 llada-moe", List.of(SplitExpressions.BAILING)),
    EXAONE_MOE("exaone-moe", List.of(SplitExpressions.EXAONE_MOE)),
    JAIS2("jais-2", List.of(SplitExpressions.JAIS2)),
    /** As Mistral's own: words are cut before a capital, and each digit is alone. */
    TEKKEN("tekken", List.of(SplitExpressions.TEKKEN), Trait.WHOLE_WORDS, Trait.BEGINS),
    /** As GPT-4o: words are cut before a capital. */
    GPT4O("gpt-4o llama4 kanana2 talkie minimax-m2", List.of(SplitExpressions.GPT4O)),
    BLOOM("bloom poro-chat gpt3-finnish", List.of(SplitExpressions.BLOOM)),
    VIKING("viking", List.of(SplitExpressions.BLOOM, SplitExpressions.DIGIT)),
    FALCON("falcon", SplitExpressions.FALCON),
    DEEPSEEK_LLM("deepseek-llm", SplitExpressions.DEEPSEEK_LLM),
    DEEPSEEK_CODER("deepseek-coder", SplitExpressions.DEEPSEEK_CODER),
    DEEPSEEK3("deepseek-v3 hunyuan-dense hy_v4 joyai-llm", SplitExpressions.DEEPSEEK3),
    CHAMELEON("chameleon", SplitExpressions.CHAMELEON, Trait.BEGINS);

    /** What holds of some rules. */
    private enum Trait {
        DIGITS_APART,
        WHOLE_WORDS,
        BEGINS
    }

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> expressions;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Trait> traits;

    SplitRule(String names, List<String> expressions, Trait... traits) {
        this.names = List.of(names.split(" ", -1));
        this.expressions = expressions;
        this.traits = Set.of(traits);
    }

    public static Optional<SplitRule> of(String name) {
        return Arrays.stream(values()).filter(rule -> rule.names.contains(name)).findFirst();
    }

    public static List<String> allNames() {
        return Arrays.stream(values()).flatMap(rule -> rule.names.stream()).toList();
    }

    /** Writes the rule as a {@code pre_tokenizer}, which may put a space before a text that begins with none. */
    public void write(JsonWriter json, boolean prefixed) throws IOException {
        json.beginObject().name("type").value("Sequence");
        json.name("pretokenizers").beginArray();
        if (traits.contains(Trait.DIGITS_APART)) {
            json.beginObject().name("type").value("Digits");
            json.name("individual_digits").value(true).endObject();
        }
        for (String expression : expressions) {
            json.beginObject().name("type").value("Split");
            json.name("pattern").beginObject().name("Regex").value(expression).endObject();
            json.name("behavior").value("Isolated").name("invert").value(false).endObject();
        }
        writeBytes(json, prefixed, expressions.isEmpty());
        json.endArray().endObject();
    }

    /** Writes what turns bytes into letters, and back. */
    public static void writeBytes(JsonWriter json, boolean prefixed, boolean splits) throws IOException {
        json.beginObject().name("type").value("ByteLevel");
        json.name("add_prefix_space").value(prefixed).name("trim_offsets").value(true);
        json.name("use_regex").value(splits).endObject();
    }

    /** Whether a piece that is a token stays whole, even if no merges lead to it. */
    public boolean wholeWords() {
        return traits.contains(Trait.WHOLE_WORDS);
    }

    /** Whether its models begin every text with a token, unless their file says otherwise. */
    public boolean begins() {
        return traits.contains(Trait.BEGINS);
    }
}
