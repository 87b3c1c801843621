package dev.cram.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Ints;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to search for the vectors. */
public final class SearchMixin {

    @Option(
            names = "--vectors",
            paramLabel = "N",
            description = "Number of vectors, or auto for the fewest that hold the text (default: ${DEFAULT-VALUE}).")
    private String vectors = "1";

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

    @Option(
            names = "--vector-bits",
            paramLabel = "BITS",
            description = "What one vector of the model holds, as cram calibrate measures it "
                    + "(default: what is known of the model, or a guess).")
    private @Nullable Double vectorBits;

    /** Checks all values, before any work. */
    public CramSettings settings() {
        return OptionValues.checked(() -> {
            Recipe method = Recipes.named(recipe);
            CramSettings settings = counted(CramSettings.defaults())
                    .recipe(steps == null ? method : method.steps(steps))
                    .seed(seed)
                    .margin(margin);
            return vectorBits == null ? settings : settings.vectorBits(vectorBits);
        });
    }

    private CramSettings counted(CramSettings settings) {
        if (vectors.equals("auto")) {
            return settings.withAutoVectors();
        }
        Integer count = Ints.tryParse(vectors);
        checkArgument(
                count != null && count >= 1, "vectors must be auto or a number of at least 1, but was '%s'", vectors);
        return settings.vectors(count);
    }
}
