package dev.cram.internal.search;

import dev.cram.memory.InvalidTextException;
import dev.cram.model.FrozenModel;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A text that can be crammed into vectors of a model: well-formed, short enough, and unchanged by the tokenizer.
 *
 * @param text the text
 * @param ids its tokens
 */
public record CheckedText(String text, int[] ids) {

    /** What the bytes of a character become that was cut between tokens. */
    private static final char REPLACEMENT = '\ufffd';

    /**
     * Checks a text before any work begins.
     *
     * @param text the text
     * @param model the model
     * @param vectors number of memory vectors that share the model's positions with the text
     * @return the text with its tokens
     * @throws InvalidTextException if it cannot be crammed
     * @throws dev.cram.model.DeviceMemoryException if the device has no memory for it
     */
    public static CheckedText of(String text, FrozenModel model, int vectors) {
        int[] ids = encode(text, model);
        int longest = longest(model, vectors);
        if (ids.length > longest) {
            throw tooLong(ids.length, longest, model, vectors);
        }
        checkRoundTrip(text, model.decode(ids), model);
        model.checkMemory(vectors + ids.length - 1);
        return new CheckedText(text, ids);
    }

    private static InvalidTextException tooLong(int tokens, int longest, FrozenModel model, int vectors) {
        String has = model.name() + " has " + model.positions() + " positions";
        int most = model.positions() - tokens + 1;
        if (longest < 1) {
            return new InvalidTextException(vectors + " vectors leave no room for a text: " + has + "; take "
                    + (most < 1 ? "fewer, and shorten or split the text of " + tokens + " tokens" : "at most " + most)
                    + (most < 1 ? "" : " for a text of " + tokens + " tokens"));
        }
        return new InvalidTextException("The text has " + tokens + " tokens, but " + has + ", which hold at most "
                + longest + " tokens beside " + vectors + (vectors == 1 ? " vector" : " vectors")
                + ": shorten or split the text" + (most < 1 ? "" : ", or take at most " + most + " vectors"));
    }

    /**
     * Checks as much of a text as the model has positions for, before any work begins.
     *
     * @param text the text
     * @param model the model
     * @param vectors number of memory vectors that share the model's positions with the text
     * @return the text, or the longest beginning of it that fits
     * @throws InvalidTextException if that cannot be crammed
     * @throws dev.cram.model.DeviceMemoryException if the device has no memory for it
     */
    public static CheckedText beginning(String text, FrozenModel model, int vectors) {
        int[] ids = encode(text, model);
        int longest = longest(model, vectors);
        if (ids.length <= longest || longest < 1) {
            return of(text, model, vectors);
        }
        String start = model.decode(Arrays.copyOf(ids, longest));
        int cut = start.length();
        while (cut > 0 && start.charAt(cut - 1) == REPLACEMENT) {
            cut--;
        }
        checkRoundTrip(text.substring(0, Math.min(cut, text.length())), start.substring(0, cut), model);
        CheckedText beginning = new CheckedText(text, ids)
                .prefix(longest, model)
                .orElseThrow(() -> new InvalidTextException("No beginning of the text tokenises back to itself with "
                        + model.name() + ": change the text"));
        model.checkMemory(vectors + beginning.ids().length - 1);
        return beginning;
    }

    private static int[] encode(String text, FrozenModel model) {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new InvalidTextException("The text is empty: give at least one character");
        }
        checkWellFormed(text);
        return model.encode(text);
    }

    private static int longest(FrozenModel model, int vectors) {
        return model.positions() - vectors + 1;
    }

    /**
     * The longest prefix of at most so many tokens that tokenises back to itself.
     *
     * @param tokens largest number of tokens, 0 or more
     * @param model the model
     * @return the prefix; empty if there is none of even one token
     */
    public Optional<CheckedText> prefix(int tokens, FrozenModel model) {
        for (int length = tokens; length > 0; length--) {
            int[] cut = Arrays.copyOf(ids, length);
            String start = model.decode(cut);
            if (text.startsWith(start) && Arrays.equals(model.encode(start), cut)) {
                return Optional.of(new CheckedText(start, cut));
            }
        }
        return Optional.empty();
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

    private static void checkRoundTrip(String text, String back, FrozenModel model) {
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
