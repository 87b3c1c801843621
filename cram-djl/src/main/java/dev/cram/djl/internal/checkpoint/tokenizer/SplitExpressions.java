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

    private static final String EAST_ASIAN = "[\u4e00-\u9fa5\u0800-\u4e00\uac00-\ud7ff]+";

    /** Letters that have capitals, and these, as this model was made with them. */
    private static final String CASED =
            "A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u01ba\u01bc-\u01bf\u01c4-\u0293\u0295-\u02af"
                    + "\u0370-\u0373\u0376\u0377\u037b-\u037d\u037f\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03f5"
                    + "\u03f7-\u0481\u048a-\u052f\u0531-\u0556\u10a0-\u10c5\u13a0-\u13f5\u13f8-\u13fd\u1c90-\u1cba"
                    + "\u1cbd-\u1cbf\u1d00-\u1d2b\u1d6b-\u1d77\u1d79-\u1d9a\u1e00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45"
                    + "\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fbc\u1fbe"
                    + "\u1fc2-\u1fc4\u1fc6-\u1fcc\u1fd0-\u1fd3\u1fd6-\u1fdb\u1fe0-\u1fec\u1ff2-\u1ff4\u1ff6-\u1ffc"
                    + "\u2102\u2107\u210a-\u2113\u2115\u2119-\u211d\u2124\u2126\u2128\u212a-\u212d\u212f-\u2134\u2139"
                    + "\u213c-\u213f\u2145-\u2149\u214e\u2183\u2184\u2c00-\u2c7b\u2c7e-\u2ce4\u2ceb-\u2cee\u2cf2\u2cf3"
                    + "\ua640-\ua66d\ua680-\ua69b\ua722-\ua76f\ua771-\ua787\ua78b-\ua78e\uab70-\uabbf\ufb00-\ufb06"
                    + "\ufb13-\ufb17\uff21-\uff3a\uff41-\uff5a\ud801\udc00-\ud801\udc4f\ud801\udcb0-\ud801\udcd3"
                    + "\ud801\udcd8-\ud801\udcfb\ud803\udc80-\ud803\udcb2\ud803\udcc0-\ud803\udcf2"
                    + "\ud806\udca0-\ud806\udcdf\ud83a\udd00-\ud83a\udd43";

    static final List<String> DEEPSEEK_LLM = List.of(
            "[\\r\\n]",
            "\\s?[" + CASED + "]+",
            "\\s?[!-/:-~\uff01-\uff0f\uff1a-\uff5e\u2018-\u201f\u3000-\u3002]+",
            "\\s+$",
            EAST_ASIAN,
            "\\p{N}+");

    static final List<String> DEEPSEEK_CODER = List.of("[\\r\\n]", "\\s?\\p{L}+", "\\s?\\p{P}+", EAST_ASIAN, DIGIT);

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
