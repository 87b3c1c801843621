package dev.cram.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextStartTest {

    private static final float ROOT = (float) Math.sqrt(5);
    private static final TextStart START = new TextStart(PolarAdam.of(0.1), 16, 1.5);

    @ParameterizedTest(name = "from {0} to {1} nats a token")
    @CsvSource({"6, 5, 16", "6, 7.5, 16", "6, 7.6, 1", "12, 17, 1"})
    void start_longUnlessItMakesTheTextLessLikely(float drawn, float lengthened, float times) {
        VectorOptimizer.State state = START.start(problem());

        state.ask();
        state.tell(List.of(found(drawn), found(lengthened)));

        List<Point> points = state.ask();
        assertThat(points).hasSize(1);
        // One part of (3, -4) and two of (8, 6), at the length of the former.
        assertThat(points.get(0).vectors())
                .containsExactly(new float[] {times * 2.2f * ROOT, times * 0.4f * ROOT}, within(1e-5f));
        assertThat(points.get(0).demand()).isEqualTo(Demand.GRADIENT);
    }

    @Test
    void firstRound_measuresBothStartsForOneEvaluation() {
        List<Point> points = START.start(problem()).ask();

        assertThat(points).extracting(point -> norm(point.vectors())).containsExactly(5f, 80f);
        assertThat(points).extracting(point -> point.demand().cost(2, 2)).containsExactly(0.5, 0.5);
    }

    @Test
    void laterRounds_areTheMethods() {
        VectorOptimizer.State state = START.start(problem());
        state.ask();
        state.tell(List.of(found(6), found(9)));
        float[] start = state.ask().get(0).vectors().clone();
        VectorOptimizer.State plain = PolarAdam.of(0.1).start(problem().from(start, 1));

        for (int round = 0; round < 3; round++) {
            assertThat(state.ask().get(0).vectors())
                    .containsExactly(plain.ask().get(0).vectors());
            state.tell(List.of(found(5)));
            plain.tell(List.of(found(5)));
        }
    }

    @Test
    void meansOfNoLength_leaveTheDraw() {
        VectorOptimizer.Problem problem = new VectorOptimizer.Problem(
                new float[] {3, -4}, new float[2], 1, 2, 2, 0, 10, Double.POSITIVE_INFINITY, 0.5, 0);

        assertThat(START.start(problem).ask().get(0).vectors()).containsExactly(3, -4);
    }

    @Test
    void badNumbers_areNamed() {
        PolarAdam polar = PolarAdam.of(1);
        assertThatThrownBy(() -> new TextStart(polar, 0, 0)).hasMessageContaining("length");
        assertThatThrownBy(() -> new TextStart(polar, 60_001, 0)).hasMessageContaining("length");
        assertThatThrownBy(() -> new TextStart(polar, 2, -1)).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> new TextStart(polar, 2, Double.NaN)).hasMessageContaining("tolerance");
    }

    private static float norm(float[] vector) {
        return Math.round(1e4 * Math.hypot(vector[0], vector[1])) / 1e4f;
    }

    private static Evaluation found(float nats) {
        TokenScores scores = new TokenScores(new float[] {nats, nats}, new float[] {-1, -1});
        return new Evaluation(nats / 0.35f, scores, new float[] {1, 2}, new float[0][]);
    }

    private static VectorOptimizer.Problem problem() {
        return new VectorOptimizer.Problem(
                new float[] {3, -4}, new float[] {8, 6}, 1, 2, 2, 0, 10, Double.POSITIVE_INFINITY, 0.5, 0);
    }
}
