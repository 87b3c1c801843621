package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.Demand;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search whose gradients are another precision's. */
class DraftTest {

    private static final String TEXT = "call me ishmael";

    private final ReadoutModel model = new ReadoutModel();
    private final ReadoutModel draft = new ReadoutModel();
    private final Cram cram = Cram.with(model).draft(draft);

    private static double work(List<Point> points) {
        return points.stream().mapToDouble(point -> point.demand().cost(1, 1)).sum();
    }

    @Test
    void compress_draftThatAgrees_measuresOnceAndDecodes() {
        MemoryVectors vectors = cram.compress(TEXT);

        assertThat(cram.decompress(vectors)).isEqualTo(TEXT);
        assertThat(model.points).hasSize(1);
        assertThat(vectors.toArray()).isEqualTo(Cram.with(model).compress(TEXT).toArray());
        assertThat(draft.greedyCalls).isZero();
    }

    @ParameterizedTest
    @ValueSource(floats = {0.02f, 0.2f, 0.5f})
    void compress_draftThatDiffers_endsExactAndMeasuredByTheModel(float drift) {
        draft.drift = drift;
        draft.precision = Precision.BFLOAT16;

        MemoryVectors vectors = cram.compress(TEXT);

        assertThat(cram.decompress(vectors)).isEqualTo(TEXT);
        assertThat(vectors.origin().precision()).isEqualTo(Precision.FLOAT32);
        CapacityReport again = Cram.with(model).measure(vectors, TEXT);
        assertThat(vectors.report().tokens().minMargin())
                .isCloseTo(again.tokens().minMargin(), within(1e-5));
    }

    @Test
    void compress_eitherMeasures_bothAreCounted() {
        draft.drift = 0.2f;

        CapacityReport report = cram.compress(TEXT).report();

        double decodes = model.greedyCalls * Demand.SCORES.cost(1, 1);
        assertThat(report.cost().evaluations())
                .isCloseTo(work(draft.points) + work(model.points) + decodes, within(1e-9));
        assertThat(draft.points).isNotEmpty();
    }

    @Test
    void compress_notExact_reportsWhatTheModelItselfMeasures() {
        draft.drift = 0.5f;

        MemoryVectors vectors = cram.steps(3).acceptInexact().compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        CapacityReport again = Cram.with(model).measure(vectors, TEXT);
        assertThat(vectors.report().tokens().minMargin())
                .isCloseTo(again.tokens().minMargin(), within(1e-5));
        assertThat(vectors.report().tokens().correct()).isEqualTo(again.tokens().correct());
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.2f})
    void compressPrefix_comesBack(float drift) {
        draft.drift = drift;

        MemoryVectors vectors = cram.budget(40).compressPrefix(TEXT);

        assertThat(TEXT).startsWith(cram.decompress(vectors));
        assertThat(vectors.report().text().tokens()).isGreaterThan(3);
    }

    @Test
    void draft_anotherModel_isRefused() {
        draft.fingerprint = "feed02";

        assertThatThrownBy(() -> Cram.with(model).draft(draft))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the draft must be readout itself in another precision or on another device, but was readout, "
                                + "whose fingerprint is another");
    }
}
