package dev.cram.djl.internal.checkpoint.tokenizer;

import java.util.List;

/** The regular expressions by which {@link SplitRule}s cut a text: each cuts what those before it have left. */
final class SplitExpressions {

    private static final String CONTRACTIONS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    private static final String BEFORE = "[^\\r\\n\\p{L}\\p{N}]?";
    private static final String WORDS = BEFORE + "\\p{L}+";
    private static final String SIGNS = " ?[^\\s\\p{L}\\p{N}]+";
    private static final String SPACES = "\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    private static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    private static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";

    static final String GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+|" + SIGNS + "|\\s+(?!\\S)|\\s+";

    static final String DIGIT = "\\p{N}";

    static final String THREE_DIGITS = "\\p{N}{1,3}";

    static final String LLAMA3 = words(THREE_DIGITS);

    static final String QWEN2 = words(DIGIT);

    static final String QWEN35 = String.join(
            "|", CONTRACTIONS, BEFORE + "[\\p{L}\\p{M}]+", DIGIT, " ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*", SPACES);

    static final String SEED_CODER =
            String.join("|", CONTRACTIONS, WORDS, "\\p{N}{1}", " ?[^\\s\\p{L}\\p{N}\\r\\n]+", SPACES);

    static final String BAILING = String.join(
            "|",
            "'(?i:[sdmt]|ll|ve|re)",
            "[^\\r\\n\\p{L}\\p{N}]?+\\p{L}+",
            DIGIT,
            " ?[^\\s\\p{L}\\p{N}]++[\\r\\n]*",
            "\\s*[\\r\\n]|\\s+(?!\\S)|\\s+");

    static final String EXAONE_MOE = String.join(
            "|",
            CONTRACTIONS,
            BEFORE + "(?:\\p{L}\\p{M}*(?: \\p{L}\\p{M}*)*)+",
            DIGIT,
            SIGNS + "[\\r\\n/]?",
            "\\s*[\\r\\n]|\\s+(?!\\S)|\\s+");

    static final String JAIS2 = String.join(
            "|",
            CONTRACTIONS,
            WORDS,
            THREE_DIGITS,
            SIGNS + "[\\r\\n]*",
            "\\s*[\\r\\n]+",
            "\\s{512}(?!\\S)|\\s{256}(?!\\S)|\\s{128}(?!\\S)|\\s{64}(?!\\S)|\\s{32}(?!\\S)|\\s{16}(?!\\S)",
            "\\s{8}(?!\\S)|\\s{4}(?!\\S)|\\s{1,2}(?!\\S)|\\s{1}");

    static final String TEKKEN = cased("", DIGIT);

    static final String GPT4O = cased(CONTRACTIONS + "?", THREE_DIGITS);

    /** All but spaces and what ends sentences, also those of Chinese, Devanagari and Arabic, and brackets. */
    static final String BLOOM = " ?[^(\\s|.,!?\u2026\u3002\uff0c\u3001\u0964\u06d4\u060c)]+";

    static final List<String> FALCON = List.of("[\\p{P}\\$\\+<=>\\^~\\|`]+", GPT2, "[0-9][0-9][0-9]");

    static final List<String> DEEPSEEK_CODER =
            List.of("[\\r\\n]", "\\s?\\p{L}+", "\\s?\\p{P}+", "[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+", DIGIT);

    static final List<String> DEEPSEEK3 = List.of(
            THREE_DIGITS,
            "[\u4e00-\u9fa5\u3040-\u309f\u30a0-\u30ff]+",
            "[!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+"
                    + "| ?[\\p{P}\\p{S}]+[\\r\\n]*|" + SPACES);

    /** Signs of this model's pictures among them, which stand for no text. */
    static final List<String> CHAMELEON = List.of(
            "<sentinel:[0-9]+>",
            "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z",
            "([\\t\\n]|    |  )",
            DIGIT,
            "[\\p{P}!-/:-@\\[-`{-~]",
            GPT2);

    private SplitExpressions() {}

    private static String words(String digits) {
        return String.join("|", CONTRACTIONS, WORDS, digits, SIGNS + "[\\r\\n]*", SPACES);
    }

    /** Cuts before a capital, too. */
    private static String cased(String after, String digits) {
        return String.join(
                "|",
                BEFORE + UPPER + "*" + LOWER + "+" + after,
                BEFORE + UPPER + "+" + LOWER + "*" + after,
                digits,
                SIGNS + "[\\r\\n/]*",
                SPACES);
    }
}
