package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void constant_anyStep_isOne() {
        assertThat(Schedule.constant().factor(123, 200)).isEqualTo(1);
    }

    @Test
    void exponential_fallsByTheSameFactorToTheEnd() {
        Schedule schedule = Schedule.exponential(0.01);

        assertThat(schedule.factor(0, 100)).isEqualTo(1);
        assertThat(schedule.factor(50, 100)).isEqualTo(0.1, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(schedule.factor(300, 100)).isEqualTo(0.01);
    }

    @Test
    void cosine_warmup_risesLinearly() {
        Schedule schedule = Schedule.cosine(3, 0);

        assertThat(schedule.factor(0, 103)).isEqualTo(0.25);
        assertThat(schedule.factor(2, 103)).isEqualTo(0.75);
        assertThat(schedule.factor(3, 103)).isEqualTo(1);
    }

    @Test
    void cosine_afterWarmup_fallsToTheFloor() {
        Schedule schedule = Schedule.cosine(0, 0.1);

        assertThat(schedule.factor(50, 100)).isEqualTo(0.55, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(schedule.factor(100, 100)).isEqualTo(0.1, org.assertj.core.data.Offset.offset(1e-12));
        assertThat(schedule.factor(500, 100)).isEqualTo(0.1, org.assertj.core.data.Offset.offset(1e-12));
    }
}
