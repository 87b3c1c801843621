package dev.cram.study.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {

    @Test
    void of_pointsOnAPlane_explainsAllByTwoAndKeepsDistances() {
        Random random = new Random(5);
        List<float[]> points = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            float a = (float) random.nextGaussian() * 5;
            float b = (float) random.nextGaussian();
            points.add(new float[] {a, b, a + b, 3 - b, 7});
        }
        PrincipalComponents components = PrincipalComponents.of(points);
        assertThat(components.explained().get(0) + components.explained().get(1))
                .isCloseTo(1, within(1e-9));
        assertThat(components.explained().get(0))
                .isGreaterThan(components.explained().get(1));
        double dx = components.scores(0).get(3) - components.scores(0).get(17);
        double dy = components.scores(1).get(3) - components.scores(1).get(17);
        double distance = 0;
        for (int j = 0; j < 5; j++) {
            distance += Math.pow(points.get(3)[j] - points.get(17)[j], 2);
        }
        assertThat(Math.hypot(dx, dy)).isCloseTo(Math.sqrt(distance), within(1e-5));
    }

    @Test
    void of_onePointTwice_explainsNothing() {
        PrincipalComponents components = PrincipalComponents.of(List.of(new float[] {1, 2}, new float[] {1, 2}));
        assertThat(components.explained()).containsOnly(0.0);
        assertThat(components.scores(5)).containsOnly(0.0);
    }
}
