package dev.cram.internal.text;

import dev.cram.memory.InvalidTextException;
import dev.cram.model.FrozenModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes checked texts, before any work begins.
 *
 * @param model the model
 * @param vectors number of memory vectors that share the model's positions with a text
 */
public record CheckedTexts(FrozenModel model, int vectors) {

    /** What the bytes of a character become that was cut between tokens. */
    private static final char REPLACEMENT = '\ufffd';

    /** Characters for each token there is room for, up to which a text is split as a whole. */
    private static final long SHORT = 32;

    /**
     * A text with its tokens.
     *
     * @throws InvalidTextException if it cannot be crammed
     * @throws dev.cram.model.DeviceMemoryException if the device has no memory for it
     */
    public CheckedText whole(String text) {
        return whole(text, split(text));
    }

    private CheckedText whole(String text, CheckedText split) {
        int[] ids = split.ids();
        if (ids.length > longest()) {
            throw tooLong(ids.length, text.length() / (double) split.text().length());
        }
        checkRoundTrip(text, model.decode(ids));
        model.checkMemory(vectors + ids.length - 1);
        return split;
    }

    /** The same of several texts; an error names the text's index. */
    public List<CheckedText> wholes(List<String> texts) {
        return each(texts, this::whole);
    }

    /** As much of a text as the model has positions for. */
    public CheckedText beginning(String text) {
        CheckedText split = split(text);
        int[] ids = split.ids();
        int longest = longest();
        if (ids.length <= longest || longest < 1) {
            return whole(text, split);
        }
        String start = model.decode(Arrays.copyOf(ids, longest));
        int cut = start.length();
        while (cut > 0 && start.charAt(cut - 1) == REPLACEMENT) {
            cut--;
        }
        checkRoundTrip(text.substring(0, Math.min(cut, text.length())), start.substring(0, cut));
        CheckedText beginning = split.prefix(longest, model)
                .orElseThrow(() -> new InvalidTextException("No beginning of the text tokenises back to itself with "
                        + model.name() + ": change the text"));
        model.checkMemory(vectors + beginning.ids().length - 1);
        return beginning;
    }

    /** The same of several texts; an error names the text's index. */
    public List<CheckedText> beginnings(List<String> texts) {
        return each(texts, this::beginning);
    }

    private static List<CheckedText> each(List<String> texts, Function<String, CheckedText> check) {
        Objects.requireNonNull(texts, "texts");
        List<CheckedText> checked = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = Objects.requireNonNull(texts.get(i), "texts[" + i + "]");
            try {
                checked.add(check.apply(text));
            } catch (InvalidTextException e) {
                throw new InvalidTextException("Text " + i + ": " + e.getMessage(), e);
            }
        }
        return checked;
    }

    /** Tokens of the longest text that the model has positions for. */
    public int longest() {
        return model.positions() - vectors + 1;
    }

    /** Of a text that is so many times as long as what was split into these tokens. */
    private InvalidTextException tooLong(int tokens, double times) {
        String has = model.name() + " has " + model.positions() + " positions";
        int most = model.positions() - tokens + 1;
        if (longest() < 1) {
            return new InvalidTextException(vectors + " vectors leave no room for a text: " + has + "; take "
                    + (most < 1 ? "fewer, and shorten or split the text of " + tokens + " tokens" : "at most " + most)
                    + (most < 1 ? "" : " for a text of " + tokens + " tokens"));
        }
        String count = times > 1 ? String.format(Locale.ROOT, "about %.0f", times * tokens) : "" + tokens;
        return new InvalidTextException("The text has " + count + " tokens, but " + has + ", which hold at most "
                + longest() + " tokens beside " + vectors + (vectors == 1 ? " vector" : " vectors")
                + ": shorten or split the text" + (most < 1 ? "" : ", or take at most " + most + " vectors"));
    }

    /**
     * The tokens of the text, or of a beginning of it that has twice those there is room for: splitting a book takes longer
     * than a user would wait for being told that it is too long.
     */
    private CheckedText split(String text) {
        checkForm(text);
        for (long length = SHORT * Math.max(1, longest()); length < text.length(); length *= 2) {
            int end = text.offsetByCodePoints((int) length - 1, 1);
            String beginning = text.substring(0, end);
            int[] ids = model.encode(beginning);
            if (ids.length > 2 * longest()) {
                return new CheckedText(beginning, ids);
            }
        }
        return new CheckedText(text, model.encode(text));
    }

    private void checkForm(String text) {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new InvalidTextException("The text is empty: give at least one character");
        }
        checkWellFormed(text);
    }

    private static void checkWellFormed(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new InvalidTextException(String.format(
                        "The text is not well-formed Unicode: lone surrogate U+%04X at character %d; remove or replace it",
                        point, i));
            }
        }
    }

    private void checkRoundTrip(String text, String back) {
        if (back.equals(text)) {
            return;
        }
        int at = 0;
        while (at < text.length() && at < back.length() && text.charAt(at) == back.charAt(at)) {
            at++;
        }
        if (back.equals(" " + text)) {
            throw new InvalidTextException("The tokenizer of " + model.name()
                    + " puts a space before every text that does not begin with one: begin the text with a space");
        }
        throw new InvalidTextException("The tokenizer of " + model.name() + " changes the text at character " + at
                + ": '" + excerpt(text, at) + "' becomes '" + excerpt(back, at) + "'; change the text there");
    }

    private static String excerpt(String text, int at) {
        return text.substring(at, Math.min(text.length(), at + 12));
    }
}
