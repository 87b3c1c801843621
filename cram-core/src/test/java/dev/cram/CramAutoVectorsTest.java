package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.recipe.Recipes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CramAutoVectorsTest {

    private static final String TEXT = "call me";

    private final ReadoutModel model = new ReadoutModel();
    private final Set<String> attempts = new LinkedHashSet<>();
    private final Cram cram = Cram.with(model)
            .autoVectors()
            .listener(progress -> attempts.add(progress.attempt() + ": " + progress.vectors()));

    @ParameterizedTest
    @ValueSource(doubles = {5, 12, 1_000})
    void autoVectors_eachVectorReachesThreeTokens_takesThree(double expectedBits) {
        model.reach = 3;

        MemoryVectors vectors = cram.vectorBits(expectedBits).steps(600).compress(TEXT);

        assertThat(vectors.count()).isEqualTo(3);
        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(cram.decompress(vectors)).isEqualTo(TEXT);
    }

    @Test
    void autoVectors_tooFew_gallopsUpAndBisects() {
        model.reach = 1;
        cram.vectorBits(1_000).steps(2_000).compress(TEXT);
        assertThat(attempts).containsExactly("1: 1", "2: 2", "3: 4", "4: 7", "5: 5", "6: 6");
    }

    @Test
    void autoVectors_tooMany_gallopsDown() {
        cram.vectorBits(5).compress(TEXT);
        assertThat(attempts).containsExactly("1: 7", "2: 6", "3: 4", "4: 1");
    }

    @Test
    void autoVectors_budget_isThatOfAllAttempts() {
        model.reach = 1;
        Cram limited = cram.vectorBits(1_000).budget(10);

        InexactException thrown = catchThrowableOfType(InexactException.class, () -> limited.compress(TEXT));

        assertThat(thrown.vectors().get(0).report().cost().evaluations()).isBetween(10.0, 11.0);
        assertThat(thrown.vectors().get(0).report().cost().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        assertThat(model.work)
                .isEqualTo(7 * thrown.vectors().get(0).report().cost().evaluations());
        assertThat(attempts).hasSizeGreaterThan(1);
    }

    @Test
    void autoVectors_steps_areThoseOfAllAttempts() {
        model.reach = 1;
        MemoryVectors vectors = cram.vectorBits(1_000).steps(40).acceptInexact().compress(TEXT);
        assertThat(vectors.report().cost().steps()).isLessThanOrEqualTo(40).isEqualTo(model.evaluateCalls);
    }

    @Test
    void autoVectors_noneHoldsTheText_givesTheAttemptWithTheMostCorrectTokens() {
        model.reach = 1;
        MemoryVectors vectors = cram.vectorBits(1_000).steps(40).acceptInexact().compress(TEXT);
        double best = vectors.report().teacherForcedAccuracy();
        assertThat(best).isGreaterThanOrEqualTo(2 / 7.0);
        assertThat(vectors.count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 7", "2, 4"})
    void autoVectors_cancelled_doesNotPassForFinished(int attempt, int held) {
        Cram cancelling = cram.vectorBits(5).listener(progress -> {
            if (progress.attempt() > attempt) {
                Thread.currentThread().interrupt();
            }
        });

        InexactException thrown = catchThrowableOfType(InexactException.class, () -> cancelling.compress(TEXT));

        assertThat(Thread.interrupted()).isTrue();
        MemoryVectors vectors = thrown.vectors().get(0);
        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(vectors.origin().exact()).isTrue();
        assertThat(vectors.count()).isGreaterThanOrEqualTo(held).isGreaterThan(1);
        assertThat(cancelling.decompress(vectors)).isEqualTo(TEXT);
    }

    @Test
    void autoVectors_recipeThatDoesNotAskForTheFirstToken_stopsWhereItHasWhatItAsksFor() {
        Cram inner = cram.recipe(Recipes.paperObjective()).vectorBits(1_000).acceptInexact();

        List<StopReason> reasons = new ArrayList<>();
        for (String text : List.of("call me", "abcdefg", "zebra", "quick fox")) {
            attempts.clear();
            MemoryVectors vectors = inner.compress(text);
            reasons.add(vectors.report().cost().stopReason());
            assertThat(attempts).hasSize(1);
            assertThat(vectors.count()).isEqualTo(1);
        }

        assertThat(reasons).contains(StopReason.INNER_CORRECT);
    }

    @Test
    void autoVectors_marginOutOfReach_endsAfterFewAttempts() {
        Cram demanding = cram.vectorBits(1_000).margin(1e6).steps(100);

        InexactException thrown = catchThrowableOfType(InexactException.class, () -> demanding.compress(TEXT));

        assertThat(thrown.vectors().get(0).report().cost().steps()).isLessThanOrEqualTo(100);
        assertThat(attempts).contains("1: 1", "2: 2", "3: 4").hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void autoVectors_severalTexts_eachTakesItsOwn() {
        model.reach = 3;
        List<String> texts = List.of("call me", "abc", "zebr", "abcdefgh");
        List<MemoryVectors> vectors = cram.vectorBits(12).steps(600).compressAll(texts);
        assertThat(vectors).extracting(MemoryVectors::count).containsExactly(3, 1, 2, 3);
        assertThat(vectors).extracting(cram::decompress).isEqualTo(texts);
    }
}
