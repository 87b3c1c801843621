package dev.cram.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.measure.MeasuredReport;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.StopReason;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeSummaryTest {

    @Test
    void of_trials_countsFailuresWithTheBudget() {
        List<Trial> trials =
                List.of(trial(0, "a", true, 10, 2), trial(1, "a", true, 30, 4), trial(2, "b", false, 120, 6));

        RecipeSummary figures = RecipeSummary.of("mine", trials, 100);

        assertThat(figures.exactShare()).isEqualTo(2 / 3.0);
        assertThat(figures.medianEvaluations()).isEqualTo(30);
        assertThat(figures.p90Evaluations()).isEqualTo(86);
        assertThat(figures.wallSeconds()).isEqualTo(10);
        assertThat(figures.evaluationsPerSecond()).isEqualTo(16);
        assertThat(figures.meanHorizonTokens()).isEqualTo(4);
        assertThat(figures.meanGainBits()).isEqualTo(5);
    }

    private static Trial trial(int text, String run, boolean exact, double evaluations, double seconds) {
        CapacityReport report = new MeasuredReport(
                exact,
                new CapacityReport.Text(5, 5),
                new CapacityReport.Vectors(1, 4),
                new CapacityReport.Tokens(5, 1, exact ? 5 : 2, 0.1),
                new CapacityReport.Bits(9, 4, 3, Baseline.NONE),
                new CapacityReport.Cost(1, evaluations, seconds, StopReason.EXACT, "mine", 0, 0, 0),
                new CapacityReport.Model("m", Precision.FLOAT32, 256, 2));
        return new Trial("mine", text, run, report);
    }
}
