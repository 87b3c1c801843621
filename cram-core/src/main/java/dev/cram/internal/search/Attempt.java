package dev.cram.internal.search;

import dev.cram.recipe.Method;
import dev.cram.recipe.Recipe;
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
 */
record Attempt(int index, ScoredText text, int number, int steps, double budget) {

    /** The only attempt at each text, with all that a recipe allows. */
    static List<Attempt> one(List<ScoredText> texts, Recipe recipe, Goal goal) {
        Method method = goal.method(recipe);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new Attempt(i, texts.get(i), 1, recipe.steps(), method.budget()))
                .toList();
    }

    int[] ids() {
        return text.ids();
    }

    int tokens() {
        return text.ids().length;
    }
}
