package dev.cram.cli.option;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipes;
import picocli.CommandLine.Option;

/** How what one vector holds is measured. */
public final class CalibrationMixin {

    private static final int MOST_CHECKED = 1_000_000;

    @Option(
            names = "--tokens",
            paramLabel = "L",
            description = "Tokens of each text, more than one vector holds (default: ${DEFAULT-VALUE}).")
    private int tokens = 160;

    @Option(
            names = "--budget",
            paramLabel = "EVALUATIONS",
            description = "Evaluations a text (default: ${DEFAULT-VALUE}).")
    private int budget = 1_000;

    @Option(
            names = "--accuracy",
            paramLabel = "SHARE",
            description =
                    "Standard error of the mean, as a share of it, from which on no more texts are measured; three "
                            + "or more are, and 0 takes all samples (default: ${DEFAULT-VALUE}).")
    private double accuracy = 0.05;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Texts evaluated together, which is faster on a GPU (default: ${DEFAULT-VALUE}).")
    private int batch = 1;

    @Option(
            names = "--check",
            paramLabel = "N",
            description = "Further texts, of half to three halves of the length that fits, to try the figure on "
                    + "(default: ${DEFAULT-VALUE}).")
    private int checked;

    /** Checks all values, before any work. */
    public void check() {
        CramSettings unused = OptionValues.checked(() -> {
            checkArgument(tokens >= 1, "tokens must be at least 1, but was %s", tokens);
            checkArgument(budget >= 1, "budget must be at least 1 evaluation, but was %s", budget);
            checkArgument(accuracy >= 0 && accuracy <= 1, "accuracy must be from 0 to 1, but was %s", accuracy);
            checkArgument(
                    checked >= 0 && checked <= MOST_CHECKED,
                    "check must be from 0 to %s, but was %s",
                    MOST_CHECKED,
                    checked);
            return settings(0);
        });
    }

    /** One vector, no target margin, and the default recipe: what estimates are of. */
    public CramSettings settings(long seed) {
        return CramSettings.defaults()
                .recipe(Recipes.standard().budget(budget))
                .acceptInexact(true)
                .batch(batch)
                .seed(seed);
    }

    public int tokens() {
        return tokens;
    }

    public double accuracy() {
        return accuracy;
    }

    public int checked() {
        return checked;
    }
}
