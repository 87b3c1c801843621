package dev.cram.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void of_numbers_hasTheSampleDeviation() {
        Summary summary = Summary.of(List.of(2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0), x -> x);
        assertThat(summary.mean()).isEqualTo(5);
        assertThat(summary.deviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-12));
        assertThat(summary.standardError()).isCloseTo(Math.sqrt(4 / 7.0), within(1e-12));
    }

    @Test
    void of_fewerThanTwo_hasNoDeviation() {
        assertThat(Summary.of(List.of(3.0), x -> x).deviation()).isNaN();
        assertThat(Summary.of(List.<Double>of(), x -> x).mean()).isNaN();
    }
}
