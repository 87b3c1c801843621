package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.check.PublicCalls;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.optim.AdamW;
import dev.cram.optim.Cycles;
import dev.cram.optim.Schedule;
import dev.cram.optim.Staged;
import dev.cram.optimizer.VectorOptimizer;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Loss;
import dev.cram.recipe.Recipe;
import dev.cram.recipe.Recipes;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every number that a setting can be is taken, and then a search with it ends well, or refused where it is given. */
class ExtremesTest {

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model).steps(40);

    @Test
    void publicCalls_extremes_areTakenOrRefusedByValue() {
        int calls = new PublicCalls(Path.of("target", "classes"), Samples.of(model))
                .takeOrRefuseExtremes(
                        call -> !call.getDeclaringClass().getPackageName().startsWith("dev.cram.study"), this::use);

        assertThat(calls).isGreaterThan(300);
    }

    private void use(Object made) {
        if (made instanceof Cram some) {
            search(some);
        } else if (made instanceof CramSettings settings) {
            search(Cram.with(model, settings));
        } else if (made instanceof Recipe recipe) {
            search(cram.recipe(recipe));
        } else if (made instanceof Loss loss) {
            search(cram.recipe(Recipes.standard().loss(loss).steps(40)));
        } else if (made instanceof VectorOptimizer optimizer) {
            search(cram.optimizer(optimizer));
        } else if (made instanceof Schedule schedule) {
            search(cram.optimizer(AdamW.of(0.1).schedule(schedule)));
            cool(schedule);
        }
    }

    private void cool(Schedule cooling) {
        try {
            search(cram.optimizer(new Cycles(AdamW.of(0.1), 3, 2, cooling)));
            search(cram.optimizer(new Staged(AdamW.of(0.1), 1, 9, cooling)));
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("cooling");
        }
    }

    private static void search(Cram some) {
        try {
            some.acceptInexact().compress("a");
            if (!some.settings().autoVectors()) {
                some.compressPrefix("abc");
            }
        } catch (InvalidTextException e) {
            assertThat(e).hasMessageContaining("leave no room for a text");
        } catch (InexactException e) {
            assertThat(e.vectors()).hasSize(1);
        }
    }
}
