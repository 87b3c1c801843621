package dev.cram.djl.internal.checkpoint.tokenizer;

import dev.cram.memory.InvalidTextException;
import java.util.List;

/** Refuses texts that would not come back as they are, before they are split. */
final class TextCheck {

    private TextCheck() {}

    static void checkSpecials(String text, List<String> specials) {
        for (String special : specials) {
            int at = text.indexOf(special);
            if (at >= 0) {
                throw new InvalidTextException("The text contains '" + special + "' at character " + at
                        + ", which this model's tokenizer takes for a special token: remove or rewrite it");
            }
        }
    }

    /** Refuses a text that changes into one with a special token. */
    static void checkNormalized(String text, List<String> specials) {
        for (String special : specials) {
            if (text.contains(special)) {
                throw new InvalidTextException("The text contains letters that this model's tokenizer changes to '"
                        + special + "', which it takes for a special token: remove or rewrite them");
            }
        }
    }

    static void checkWellFormed(String text) {
        int lone = loneSurrogate(text);
        if (lone >= 0) {
            throw new InvalidTextException(String.format(
                    "The text is not well-formed: a lone surrogate U+%04X at character %d; remove it",
                    (int) text.charAt(lone), lone));
        }
    }

    private static int loneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isBmpCodePoint(text.codePointAt(i))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
