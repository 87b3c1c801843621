package dev.cram.djl.internal.checkpoint.tokenizer;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How byte-level tokenizers split a text before they merge, under the names by which GGUF files tell: the regular
 * expressions are those of the models' own {@code tokenizer.json}.
 */
public enum SplitRule {
    /** As GPT-2: words with the space before them, runs of digits, runs of other signs. */
    GPT2(List.of("default", "gpt-2", "olmo", "mpt", "phi-2"), "", false, false),
    /** As GPT-2, after each digit has been set apart. */
    DIGITS(List.of("smollm", "starcoder", "refact"), "", true, false),
    /** As Llama 3: at most three digits together; words of the vocabulary need no merges. */
    LLAMA3(List.of("llama-bpe", "llama3", "llama-v3", "smaug-bpe"), Expressions.digits("{1,3}"), false, true),
    /** As Qwen 2: each digit alone. */
    QWEN2(List.of("qwen2", "deepseek-r1-qwen", "megrez"), Expressions.digits(""), false, false);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    private final String expression;
    private final boolean digitsApart;
    private final boolean wholeWords;

    SplitRule(List<String> names, String expression, boolean digitsApart, boolean wholeWords) {
        this.names = names;
        this.expression = expression;
        this.digitsApart = digitsApart;
        this.wholeWords = wholeWords;
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
        if (digitsApart) {
            json.beginObject().name("type").value("Digits");
            json.name("individual_digits").value(true).endObject();
        }
        if (!expression.isEmpty()) {
            json.beginObject().name("type").value("Split");
            json.name("pattern").beginObject().name("Regex").value(expression).endObject();
            json.name("behavior").value("Isolated").name("invert").value(false).endObject();
        }
        writeBytes(json, prefixed, expression.isEmpty());
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
        return wholeWords;
    }

    /** Enum constants cannot use their own type's fields. */
    private static final class Expressions {

        static String digits(String count) {
            return String.join(
                    "|",
                    "(?i:'s|'t|'re|'ve|'m|'ll|'d)",
                    "[^\\r\\n\\p{L}\\p{N}]?\\p{L}+",
                    "\\p{N}" + count,
                    " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*",
                    "\\s*[\\r\\n]+",
                    "\\s+(?!\\S)",
                    "\\s+");
        }
    }
}
