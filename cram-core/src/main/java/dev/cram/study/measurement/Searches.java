package dev.cram.study.measurement;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.cram.Cram;
import dev.cram.measure.VectorBits;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.Demand;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import dev.cram.study.observation.StudyPlan;
import java.util.ArrayList;
import java.util.List;

/** Searches vectors as the plan says, and scores them. */
final class Searches {

    private final FrozenModel model;
    private final StudyPlan plan;
    private final Recipe recipe;

    Searches(Subject subject) {
        this.model = subject.model();
        this.plan = subject.plan();
        Recipe named = Recipes.named(plan.recipe());
        this.recipe = plan.steps() == 0 ? named : named.steps(plan.steps());
    }

    Recipe recipe() {
        return recipe;
    }

    /** The first token that counts: what the recipe does not train does not. */
    int first() {
        return recipe.whole().loss().first();
    }

    /** What the user has calibrated is left out: the same study gives the same results on every machine. */
    Cram cram(int vectors, long seed) {
        CramSettings settings = CramSettings.defaults()
                .vectors(vectors)
                .recipe(recipe)
                .seed(seed)
                .acceptInexact(true)
                .batch(plan.batch())
                .vectorBits(VectorBits.released(model).bits());
        return Cram.with(model, settings);
    }

    List<MemoryVectors> compress(int vectors, long seed, List<String> texts) {
        return complete(cram(vectors, seed).compressAll(texts));
    }

    /** A search that was cancelled leaves no result. */
    @CanIgnoreReturnValue
    static List<MemoryVectors> complete(List<MemoryVectors> found) {
        if (found.stream().anyMatch(vectors -> vectors.report().cost().stopReason() == StopReason.CANCELLED)) {
            throw new CramException("Stopped: the same command continues where this one was");
        }
        return found;
    }

    TokenScores scores(int[] ids, float[] vectors) {
        return scores(ids, List.of(vectors)).get(0);
    }

    /** Scores of a text at some vectors. */
    List<TokenScores> scores(int[] ids, List<float[]> vectors) {
        List<TokenScores> scores = new ArrayList<>();
        try (TextObjective objective = model.objective(List.of(ids))) {
            for (int from = 0; from < vectors.size(); from += plan.batch()) {
                List<float[]> part = vectors.subList(from, Math.min(vectors.size(), from + plan.batch()));
                objective
                        .evaluate(part.stream()
                                .map(values -> new TextObjective.Row(0, Point.of(values, Demand.SCORES)))
                                .toList())
                        .forEach(evaluation -> scores.add(evaluation.scores()));
            }
        }
        return scores;
    }
}
