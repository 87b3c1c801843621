package dev.cram.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.memory.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressBar bar = new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void onProgress_manyRounds_drawsTenTimesASecond() {
        for (int step = 0; step < 1000; step++) {
            bar.onProgress(progress(step, 2, step / 1000.0));
        }
        assertThat(drawn().split("\r", -1)).hasSize(1 + 10);
    }

    @Test
    void onProgress_halfTheTokens_fillsHalfTheBar() {
        bar.onProgress(progress(7, 2, 1.25));
        assertThat(drawn()).contains("[############............] 2 of 4 tokens, step 7 of at most 1000, 1.3 s");
    }

    @Test
    void onProgress_secondAttempt_tellsItAndItsVectors() {
        bar.onProgress(new Progress(0, 2, 3, 7, 1000, 7, 2, 4, 0.5, 1, 1.25, 9));
        assertThat(drawn()).contains("2 of 4 tokens in 3 vectors, attempt 2, step 7 of at most 1000");
    }

    @Test
    void close_neverDrawn_printsNothing() {
        bar.close();
        assertThat(drawn()).isEmpty();
    }

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Progress progress(int step, int correct, double seconds) {
        return new Progress(0, 1, 1, step, 1000, step, correct, 4, 0.5, 1, seconds, 9);
    }
}
