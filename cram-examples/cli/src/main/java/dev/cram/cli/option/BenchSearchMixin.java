package dev.cram.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.util.List;
import picocli.CommandLine.Option;

/** Which searches a benchmark compares, and how far each may go. */
public final class BenchSearchMixin {

    @Option(names = "--vectors", paramLabel = "K", description = "Vectors a text (default: ${DEFAULT-VALUE}).")
    private int vectors = 1;

    @Option(
            names = "--budget",
            paramLabel = "EVALUATIONS",
            description =
                    "Evaluations after which a text is given up; limits the steps too (default: ${DEFAULT-VALUE}).")
    private int budget = 5_000;

    @Option(
            names = "--recipes",
            split = ",",
            paramLabel = "NAME",
            description = "The recipes, separated by commas (default: ${DEFAULT-VALUE}).")
    private List<String> recipes = List.of("default", "paper");

    @Option(names = "--margin", paramLabel = "X", description = "Target margin (default: ${DEFAULT-VALUE}).")
    private double margin;

    @Option(
            names = "--horizon",
            description = "Asks for as much of each text as can be had within the budget, not for the whole.")
    private boolean horizon;

    /** Checks the numbers, before any work. */
    public CramSettings settings(long seed) {
        return OptionValues.checked(() -> {
            checkArgument(vectors >= 1, "vectors must be at least 1, but was %s", vectors);
            checkArgument(budget >= 1, "budget must be at least 1 evaluation, but was %s", budget);
            return CramSettings.defaults().vectors(vectors).seed(seed).margin(margin);
        });
    }

    /** Checks the names, before any work; whole texts are limited in steps, too. */
    public List<Recipe> recipes() {
        return recipes.stream()
                .map(name -> OptionValues.checked(() -> limited(Recipes.named(name))))
                .toList();
    }

    private Recipe limited(Recipe recipe) {
        return (horizon ? recipe : recipe.steps(Math.min(recipe.steps(), budget))).budget(budget);
    }

    public int vectors() {
        return vectors;
    }

    public int budget() {
        return budget;
    }

    public double margin() {
        return margin;
    }

    public boolean horizon() {
        return horizon;
    }
}
