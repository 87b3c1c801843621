package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cram.internal.Seeds;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that take longer than those beside them. */
class CramHardTextsTest {

    /** Descends for texts of less than seven tokens, and stays where it is for others. */
    static final VectorOptimizer STUCK = VectorOptimizer.firstOrder("stuck", problem -> (vectors, gradient, step) -> {
        for (int i = 0; i < vectors.length && problem.tokens() < 7; i++) {
            vectors[i] -= gradient[i];
        }
    });

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model).recipe(Recipes.named("paper@0.1"));

    /** Descends from every start but the first one of a text, from which it stays where it is. */
    private VectorOptimizer unluckyAt(String unlucky) {
        long first = Seeds.derive(0, unlucky, 0);
        return VectorOptimizer.firstOrder("unlucky", problem -> (vectors, gradient, step) -> {
            for (int i = 0; i < vectors.length && problem.seed() != first; i++) {
                vectors[i] -= gradient[i];
            }
        });
    }

    @Test
    void compressAll_textWhoseStartIsBad_beginsAgainBesideItself() {
        Cram unlucky = cram.optimizer(unluckyAt("a zebra")).steps(2_000);
        List<String> texts = List.of("a zebra", "call me", "one", "two", "three", "a fox");
        model.work = 0;

        List<MemoryVectors> vectors = unlucky.compressAll(texts);

        assertThat(vectors).map(cram::decompress).isEqualTo(texts);
        assertThat(vectors.get(0).report().cost().steps()).isLessThan(200);
        double cost = 0;
        for (int i = 0; i < texts.size(); i++) {
            cost += texts.get(i).length() * vectors.get(i).report().cost().evaluations();
        }
        double reading = texts.stream().mapToInt(String::length).sum() / 2.0;
        assertThat(cost).isCloseTo(model.work - reading, within(1e-6));
        assertThat(unlucky.compressAll(texts)).isEqualTo(vectors);
    }

    @Test
    void compressAll_textsThatGoOnForLong_doNotKeepOthersWaiting() {
        List<Integer> steps = new ArrayList<>();
        ProgressListener listener = new ProgressListener() {
            private int step;

            @Override
            public void onProgress(Progress progress) {
                step = progress.step();
            }

            @Override
            public void onFinished(int text, MemoryVectors vectors) {
                steps.add(step - vectors.report().cost().steps());
            }
        };

        List<MemoryVectors> vectors = cram.optimizer(STUCK)
                .steps(400)
                .acceptInexact()
                .listener(listener)
                .compressAll(List.of("a zebra", "a camel", "a horse", "quick", "me"));

        assertThat(vectors).hasSize(5);
        // How many rounds later a text was handed over than it was found.
        assertThat(steps).allMatch(later -> later <= 9);
    }

    @Test
    void compressAll_budget_leavesATextItsOneStart() {
        Cram unlucky = cram.optimizer(unluckyAt("a zebra")).budget(300).acceptInexact();

        List<MemoryVectors> vectors =
                unlucky.compressAll(List.of("a zebra", "call me", "one", "two", "three", "a fox"));

        assertThat(vectors.get(0).report().cost().steps()).isEqualTo(300);
        assertThat(vectors.get(0).origin().exact()).isFalse();
    }

    @Test
    void compressAll_noStartIsGood_keepsTheBestAtTheCostOfAll() {
        List<MemoryVectors> vectors = cram.optimizer(STUCK)
                .steps(400)
                .acceptInexact()
                .compressAll(List.of("a zebra", "call", "one", "two", "three", "a fox"));

        assertThat(vectors.get(0).report().cost().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        assertThat(vectors.get(0).report().cost().steps()).isEqualTo(400);
        // Four starts, of which the later ones began later.
        assertThat(vectors.get(0).report().cost().evaluations()).isBetween(1_000.0, 1_600.0);
    }
}
