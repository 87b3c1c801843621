package dev.cram.internal.search;

import dev.cram.internal.text.CheckedText;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One attempt at one text.
 *
 * @param index the text's index in the call
 * @param text the text
 * @param number which attempt at it, from 1
 * @param steps largest number of rounds
 * @param budget evaluations after which it is given up
 * @param seconds wall time after which it is given up
 */
record Attempt(int index, CheckedText text, int number, int steps, double budget, double seconds)
        implements Serializable {

    /** The only attempt at a text, with all that the settings allow. */
    static Attempt of(int index, CheckedText text, CramSettings settings, Goal goal) {
        Recipe recipe = settings.recipe();
        Duration limit = settings.limit();
        double seconds = limit == null ? Double.POSITIVE_INFINITY : limit.toNanos() / 1e9;
        return new Attempt(index, text, 1, recipe.steps(), goal.method(recipe).budget(), seconds);
    }

    /** The same of each text of a call. */
    static List<Attempt> all(List<CheckedText> texts, CramSettings settings, Goal goal) {
        return IntStream.range(0, texts.size())
                .mapToObj(i -> of(i, texts.get(i), settings, goal))
                .toList();
    }

    int tokens() {
        return text.ids().length;
    }
}
