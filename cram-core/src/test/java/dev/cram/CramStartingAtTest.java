package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.model.Precision;
import org.junit.jupiter.api.Test;

/** Searches that begin at given vectors. */
class CramStartingAtTest {

    private static final String TEXT = "abcdefghij";

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);

    @Test
    void startingAt_vectorsOfTheText_areDoneAtOnce() {
        MemoryVectors vectors = cram.vectors(2).compress(TEXT);

        MemoryVectors again = cram.startingAt(vectors).compress(TEXT);

        assertThat(again).isEqualTo(vectors);
        assertThat(again.report().cost().steps()).isEqualTo(1);
    }

    @Test
    void startingAt_vectorsOfASmallerMargin_takesFewerRounds() {
        double cold = cram.margin(2).compress(TEXT).report().cost().evaluations();

        MemoryVectors vectors = cram.margin(2).startingAt(cram.compress(TEXT)).compress(TEXT);

        assertThat(vectors.report().tokens().minMargin()).isGreaterThanOrEqualTo(2);
        assertThat(vectors.report().cost().evaluations()).isLessThan(cold);
    }

    @Test
    void startingAt_vectorsOfAnotherPrecision_areTaken() {
        ReadoutModel other = new ReadoutModel();
        other.precision = Precision.BFLOAT16;
        MemoryVectors vectors = Cram.with(other).compress(TEXT);

        assertThat(cram.startingAt(vectors).compress(TEXT).origin().precision()).isEqualTo(Precision.FLOAT32);
    }

    @Test
    void startingAt_longestPrefix_growsFromThere() {
        MemoryVectors part = cram.compress("abcdefg");

        MemoryVectors vectors = cram.startingAt(part).budget(100).compressPrefix("abcdefghijklmnop");

        assertThat(vectors.origin().tokens()).isGreaterThan(7);
        assertThat(model.points.get(model.points.size() - 1).prefix()).isGreaterThan(7);
    }

    @Test
    void startingAt_anotherModel_isRefused() {
        ReadoutModel other = new ReadoutModel();
        other.fingerprint = "beef02";
        MemoryVectors vectors = Cram.with(other).compress(TEXT);

        assertThatThrownBy(() -> cram.startingAt(vectors))
                .isInstanceOf(ModelMismatchException.class)
                .hasMessageContaining("open the model they were made for");
    }

    @Test
    void startingAt_anotherNumberOfVectors_isRefusedBeforeAnyWork() {
        Cram started = cram.startingAt(cram.vectors(2).compress(TEXT));
        int calls = model.evaluateCalls;

        assertThatThrownBy(() -> started.vectors(3).compress(TEXT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("given 2 vectors")
                .hasMessageContaining("3 were asked for");
        assertThatThrownBy(() -> started.autoVectors().compress(TEXT)).hasMessageContaining("autoVectors()");
        assertThat(model.evaluateCalls).isEqualTo(calls);
    }
}
