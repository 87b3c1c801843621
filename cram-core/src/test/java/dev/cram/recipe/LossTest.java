package dev.cram.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.Demand;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import org.junit.jupiter.api.Test;

class LossTest {

    private static final Point ASKED = Point.of(new float[2], Demand.GRADIENT);
    private static final TokenScores LAST = new TokenScores(new float[4], new float[] {2, 0.5f, -1, 3});

    @Test
    void plain_leavesThePoint() {
        Point point = Loss.plain().applyTo(ASKED, 4, LAST);

        assertThat(point.weights()).isNull();
        assertThat(point.temperature()).isEqualTo(1);
        assertThat(point.length(4)).isEqualTo(4);
    }

    @Test
    void inner_firstTokenHasNoWeight() {
        assertThat(Loss.inner().applyTo(ASKED, 4, LAST).weights()).containsExactly(0, 1f / 3, 1f / 3, 1f / 3);
        assertThat(Loss.inner().applyTo(ASKED, 1, null).weights()).containsExactly(0);
    }

    @Test
    void focus_safeTokensWeighLess() {
        Loss loss = Loss.plain().focus(1, 0.1);

        assertThat(loss.applyTo(ASKED, 4, LAST).weights()).containsExactly(0.025f, 0.25f, 0.25f, 0.025f);
        assertThat(loss.applyTo(ASKED, 4, null).weights()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void focus_prefixThatGrew_newTokensWeighFully() {
        TokenScores shorter = new TokenScores(new float[1], new float[] {2});
        Point asked = Point.of(new float[2], Demand.GRADIENT).prefix(2);

        assertThat(Loss.plain().focus(1, 0).applyTo(asked, 4, shorter).weights())
                .containsExactly(0, 0.5f);
    }

    @Test
    void temperature_isPassedOn() {
        assertThat(Loss.plain().temperature(0.25).applyTo(ASKED, 4, null).temperature())
                .isEqualTo(0.25f);
    }

    @Test
    void pointWithWeightsOfItsOwn_keepsThem() {
        Point own = Point.of(new float[2], Demand.GRADIENT).prefix(2).weights(new float[] {1, 0});

        assertThat(Loss.inner().applyTo(own, 4, LAST).weights()).containsExactly(1, 0);
    }

    @Test
    void pointWithATemperatureOfItsOwn_multipliesIt() {
        Point own = Point.of(new float[2], Demand.GRADIENT).prefix(2).temperature(0.5f);

        assertThat(Loss.plain().temperature(0.25).applyTo(own, 4, LAST).temperature())
                .isEqualTo(0.125f);
    }

    @Test
    void badNumbers_areNamed() {
        assertThatThrownBy(() -> Loss.plain().temperature(0)).hasMessageContaining("temperature");
        assertThatThrownBy(() -> Loss.plain().focus(-1, 0.1)).hasMessageContaining("safeMargin");
        assertThatThrownBy(() -> Loss.plain().focus(1, 2)).hasMessageContaining("safeWeight");
        assertThatThrownBy(() -> new Loss(2, 1, 1, 1)).hasMessageContaining("first");
    }
}
