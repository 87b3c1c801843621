package dev.cram.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.Cram;
import dev.cram.examples.engine.ElmanModel;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.model.CramException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CalibrationRunTest {

    private static final List<String> TEXTS =
            List.of("the first line", "another line", "one more of them", "the end of it");

    private final ElmanModel model = new ElmanModel("elman", 1);
    private final Cram cram = Cram.with(model).budget(20).batch(1).acceptInexact();

    @AfterEach
    void close() {
        Thread.interrupted();
        model.close();
    }

    /** Interrupts in a round of a text. */
    private static ProgressListener interruptingAt(int text, int first) {
        return new ProgressListener() {
            @Override
            public void onProgress(Progress progress) {
                if (first + progress.text() == text) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void of_interrupted_givesTheTextsBefore() {
        List<MemoryVectors> before = List.of(cram.compressPrefix(TEXTS.get(0)), cram.compressPrefix(TEXTS.get(1)));

        List<MemoryVectors> found = new CalibrationRun(cram, 0, first -> interruptingAt(2, first)).of(TEXTS);

        assertThat(found).isEqualTo(before);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void of_interruptedInTheFirst_tellsTheCure() {
        CalibrationRun run = new CalibrationRun(cram, 0, first -> interruptingAt(0, first));

        assertThatThrownBy(() -> run.of(TEXTS))
                .isInstanceOf(CramException.class)
                .hasMessage("Stopped before a text was measured, which gives no figure: run it again");
    }
}
