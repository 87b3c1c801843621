package dev.cram.examples.cli;

import dev.cram.CramSettings;
import dev.cram.optim.Recipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to search for the vectors. */
final class SearchChoice {

    @Option(names = "--vectors", paramLabel = "N", description = "Number of vectors (default: ${DEFAULT-VALUE}).")
    private int vectors = 1;

    @Option(
            names = "--recipe",
            paramLabel = "NAME",
            description = "The method: default, or paper for AdamW as published (default: ${DEFAULT-VALUE}).")
    private String recipe = "default";

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of steps (default: the recipe's).")
    private @Nullable Integer steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Where all random numbers come from (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--margin",
            paramLabel = "X",
            description = {
                "Logits by which every token must lead; 0.5 to 1 survives other hardware (default: ${DEFAULT-VALUE})."
            })
    private double margin;

    /** Checks all values, before any work. */
    CramSettings settings() {
        return Choices.checked(() -> {
            Recipe method = Recipe.named(recipe);
            return CramSettings.defaults()
                    .vectors(vectors)
                    .recipe(steps == null ? method : method.steps(steps))
                    .seed(seed)
                    .targetMargin(margin);
        });
    }
}
