package dev.cram.internal;

import dev.cram.api.Demand;
import dev.cram.api.FrozenModel;
import dev.cram.api.InvalidTextException;
import dev.cram.api.Point;
import dev.cram.api.TextObjective;
import dev.cram.api.TokenScores;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text that can be crammed into vectors of a model: well-formed, short enough, and unchanged by the tokenizer.
 *
 * @param text the text
 * @param ids its tokens
 */
public record CheckedText(String text, int[] ids) {

    /**
     * Checks a text before any work begins.
     *
     * @param text the text
     * @param model the model
     * @param vectors number of memory vectors that share the model's positions with the text
     * @return the text with its tokens
     * @throws InvalidTextException if it cannot be crammed
     * @throws dev.cram.api.DeviceMemoryException if the device has no memory for it
     */
    public static CheckedText of(String text, FrozenModel model, int vectors) {
        if (text.isEmpty()) {
            throw new InvalidTextException("The text is empty: give at least one character");
        }
        checkWellFormed(text);
        int[] ids = model.encode(text);
        int longest = model.positions() - vectors + 1;
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

    /**
     * How well the model predicts it from some vectors.
     *
     * @param model the model
     * @param vectors the vectors
     * @return the scores
     */
    public TokenScores scores(FrozenModel model, float[] vectors) {
        try (TextObjective objective = model.objective(List.of(ids))) {
            Point point = Point.of(vectors, Demand.SCORES);
            return objective
                    .evaluate(List.of(new TextObjective.Row(0, point)))
                    .get(0)
                    .scores();
        }
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
