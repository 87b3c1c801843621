package dev.cram.cli.option;

import dev.cram.recipe.Recipes;
import dev.cram.report.Preset;
import dev.cram.study.observation.StudyPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a study measures: a preset, and what the user wants otherwise. */
public final class StudyPlanMixin {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "quick or paper: where the settings below come from (default: ${DEFAULT-VALUE}).")
    private String preset = "quick";

    @Option(names = "--samples", paramLabel = "N", description = "Texts a length (default: the preset's).")
    private @Nullable Integer samples;

    @Option(
            names = "--lengths",
            split = ",",
            paramLabel = "L",
            description = "Tokens of a text for one vector; k vectors get k times as many (default: the preset's).")
    private @Nullable List<Integer> lengths;

    @Option(
            names = "--bisect",
            description = "Searches the largest of the lengths that fits, instead of measuring all.")
    private boolean bisect;

    @Option(names = "--vectors", split = ",", paramLabel = "K", description = "Numbers of vectors, the first is 1.")
    private @Nullable List<Integer> vectors;

    @Option(names = "--detail", paramLabel = "L", description = "Tokens of the texts of geometry and bits-needed.")
    private @Nullable Integer detail;

    @Option(names = "--recipe", paramLabel = "NAME", description = "How to search (default: the preset's).")
    private @Nullable String recipe;

    @Option(names = "--steps", paramLabel = "N", description = "Largest number of steps a text.")
    private @Nullable Integer steps;

    @Option(names = "--batch", paramLabel = "N", description = "Texts evaluated together.")
    private @Nullable Integer batch;

    @Option(names = "--seed", paramLabel = "S", description = "Of draws and searches (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** Checks all values, before any work. */
    public StudyPlan plan() {
        StudyPlan plan = OptionValues.checked(this::merged);
        OptionValues.checked(() -> Recipes.named(plan.recipe()));
        return plan;
    }

    private StudyPlan merged() {
        StudyPlan base = Preset.named(preset);
        int perLength = samples == null ? base.texts() : samples;
        return new StudyPlan(
                base.preset(),
                perLength,
                lengths == null ? base.lengths() : lengths,
                bisect || base.bisect(),
                vectors == null ? base.vectors() : vectors,
                recipe == null ? base.recipe() : recipe,
                steps == null ? base.steps() : steps,
                batch == null ? base.batch() : batch,
                seed,
                detail == null ? base.detailTokens() : detail,
                Math.max(2, Math.min(perLength, base.solutionTexts())),
                base.solutions(),
                base.lineSteps(),
                base.bits(),
                Math.max(2, Math.min(perLength, base.codedTexts())),
                base.codedTokens());
    }
}
