package dev.cram.study.observation;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Objects;

/**
 * The settings of the studies of one model. Immutable.
 *
 * @param preset where the settings came from
 * @param texts texts a length
 * @param lengths tokens of a text for one vector, rising; k vectors get k times as many
 * @param bisect whether lengths are found by bisection rather than all measured
 * @param vectors numbers of vectors, rising, of which the first is 1
 * @param recipe how to search, as {@link dev.cram.recipe.Recipes#named} takes it
 * @param steps largest number of rounds a text; 0 for the recipe's
 * @param batch texts evaluated together; what is lost when a run is stopped
 * @param seed of the searches
 * @param detailTokens tokens of the texts of the geometry and of the rounding
 * @param solutionTexts texts of the geometry
 * @param solutions solutions a text
 * @param lineSteps intervals of the straight line between two solutions
 * @param bits bits per component that vectors are rounded to
 * @param codedTexts texts that the entropy coders code
 * @param codedTokens largest number of tokens of each; fewer if the model has fewer positions
 */
public record StudyPlan(
        String preset,
        int texts,
        List<Integer> lengths,
        boolean bisect,
        List<Integer> vectors,
        String recipe,
        int steps,
        int batch,
        long seed,
        int detailTokens,
        int solutionTexts,
        int solutions,
        int lineSteps,
        List<Integer> bits,
        int codedTexts,
        int codedTokens) {

    public StudyPlan {
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(lengths, "lengths");
        Objects.requireNonNull(vectors, "vectors");
        Objects.requireNonNull(recipe, "recipe");
        Objects.requireNonNull(bits, "bits");
        checkArgument(texts >= 1, "texts must be at least 1, but was %s", texts);
        checkRising("lengths", lengths);
        checkRising("vectors", vectors);
        checkArgument(vectors.get(0) == 1, "vectors must begin with 1, but were %s", vectors);
        checkArgument(steps >= 0, "steps must be 0 (the recipe's) or more, but was %s", steps);
        checkArgument(batch >= 1, "batch must be at least 1, but was %s", batch);
        checkArgument(detailTokens >= 1, "detailTokens must be at least 1, but was %s", detailTokens);
        checkArgument(solutionTexts >= 2, "solutionTexts must be at least 2, but was %s", solutionTexts);
        checkArgument(solutions >= 2, "solutions must be at least 2, but was %s", solutions);
        checkArgument(lineSteps >= 2, "lineSteps must be at least 2, but was %s", lineSteps);
        checkArgument(bits.stream().allMatch(b -> b >= 2 && b <= 16), "bits must be from 2 to 16, but were %s", bits);
        checkArgument(codedTexts >= 2, "codedTexts must be at least 2, but was %s", codedTexts);
        checkArgument(codedTokens >= 2, "codedTokens must be at least 2, but was %s", codedTokens);
        lengths = List.copyOf(lengths);
        vectors = List.copyOf(vectors);
        bits = List.copyOf(bits);
    }

    private static void checkRising(String name, List<Integer> values) {
        boolean rising = !values.isEmpty() && values.get(0) >= 1;
        for (int i = 1; i < values.size(); i++) {
            rising &= values.get(i - 1) < values.get(i);
        }
        checkArgument(rising, "%s must be numbers of at least 1, each above the one before, but were %s", name, values);
    }
}
