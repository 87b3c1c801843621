package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.CapacityReport;
import dev.cram.memory.StopReason;
import org.junit.jupiter.api.Test;

class CustomOptimizerTest {

    @Test
    void run_shortText_isExactAndNamesTheOptimizer() {
        CapacityReport report = CustomOptimizer.run("old man", "elman");
        assertThat(report.exact()).isTrue();
        assertThat(report.cost().stopReason()).isEqualTo(StopReason.EXACT);
        assertThat(report.cost().recipe()).isEqualTo("lion");
    }
}
