package dev.cram.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TokenScoresTest {

    private static final TokenScores SCORES =
            new TokenScores(new float[] {0.5f, 0.25f, 3, 1}, new float[] {2, 0.1f, -1, 1});

    @Test
    void correct_countsTokensThatLead() {
        assertThat(SCORES.correct()).isEqualTo(3);
        assertThat(SCORES.correct(1)).isEqualTo(2);
        assertThat(new TokenScores(new float[1], new float[1]).correct()).isZero();
    }

    @Test
    void accuracy_isTheShareOfCorrectTokens() {
        assertThat(SCORES.accuracy(0)).isEqualTo(0.75);
        assertThat(SCORES.accuracy(2)).isEqualTo(0.5);
        assertThat(SCORES.accuracy(4)).isZero();
    }

    @Test
    void leading_endsAtTheFirstTokenThatLacksTheMargin() {
        assertThat(SCORES.leading()).isEqualTo(2);
        assertThat(SCORES.leading(0.1f)).isEqualTo(2);
        assertThat(SCORES.leading(0.2)).isEqualTo(1);
        assertThat(SCORES.leading(3)).isZero();
    }

    @Test
    void minMargin_isTheSmallestFromAnIndexOn() {
        assertThat(SCORES.minMargin()).isEqualTo(-1);
        assertThat(SCORES.minMargin(3)).isEqualTo(1);
        assertThat(SCORES.minMargin(4)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void totalNats_sumsFromAnIndexOn() {
        assertThat(SCORES.totalNats()).isEqualTo(4.75, within(1e-6));
        assertThat(SCORES.totalNats(2)).isEqualTo(4, within(1e-6));
    }

    @Test
    void arraysOfDifferentLength_areRefused() {
        assertThatThrownBy(() -> new TokenScores(new float[2], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
    }
}
