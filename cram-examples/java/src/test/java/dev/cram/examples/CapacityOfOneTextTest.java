package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.CapacityReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapacityOfOneTextTest {

    @Test
    void run_longText_endsAtTheFirstPrefixThatIsNotExact() {
        List<CapacityReport> reports = CapacityOfOneText.run("Call me Ishmael. Some years ago", "elman", 100);
        int horizon = reports.size() - 1;
        assertThat(horizon).isBetween(4, 24);
        assertThat(reports.subList(0, horizon)).allMatch(CapacityReport::exact);
        assertThat(reports.get(horizon).exact()).isFalse();
        assertThat(reports).extracting(report -> report.text().tokens()).startsWith(1, 2, 3, 4);
    }

    @Test
    void run_shortText_endsWithTheText() {
        assertThat(CapacityOfOneText.run("cram", "elman", 300)).hasSize(4).allMatch(CapacityReport::exact);
    }
}
