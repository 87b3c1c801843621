package dev.cram.internal.search;

import dev.cram.internal.metered.MeteredText;
import dev.cram.internal.text.CheckedText;
import dev.cram.memory.StopReason;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /** The limit that is reached after so many rounds, evaluations and seconds, if there is one. */
    Optional<StopReason> limit(int rounds, double evaluations, double taken) {
        if (evaluations >= budget || rounds >= steps) {
            return Optional.of(StopReason.STEP_LIMIT);
        }
        return taken >= seconds ? Optional.of(StopReason.TIME_LIMIT) : Optional.empty();
    }

    /** The longest that it can take from there, at the rate so far. */
    double secondsLeft(int rounds, double evaluations, double taken) {
        double done = Math.max(rounds / (double) steps, Math.max(evaluations / budget, taken / seconds));
        return taken * (1 - done) / done;
    }

    int tokens() {
        return text.ids().length;
    }

    /**
     * What has yet to begin.
     *
     * @param attempt the attempt
     * @param text its text as it will be worked on
     */
    record Waiting(Attempt attempt, MeteredText text) implements Serializable {}
}
