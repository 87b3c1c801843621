package dev.cram.djl.internal.decoder.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TorchThreadsTest {

    @BeforeEach
    void start() {
        Engine.getEngine("PyTorch");
    }

    @Test
    void run_number_isThatOfTheActionAndNoLonger() {
        int before = JniUtils.getNumThreads();

        assertThat(TorchThreads.<Integer>run(before + 3, JniUtils::getNumThreads))
                .isEqualTo(before + 3);
        assertThat(JniUtils.getNumThreads()).isEqualTo(before);
        assertThatThrownBy(() -> TorchThreads.run(before + 3, () -> {
                    throw new IllegalArgumentException("fails");
                }))
                .hasMessage("fails");
        assertThat(JniUtils.getNumThreads()).isEqualTo(before);
    }

    @Test
    void run_usual_isPytorchsChoiceWhateverWasRunBefore() {
        int usual = TorchThreads.resolve(TorchThreads.USUAL);

        TorchThreads.run(usual + 1, () -> 0);

        assertThat(TorchThreads.<Integer>run(TorchThreads.USUAL, JniUtils::getNumThreads))
                .isEqualTo(usual);
        assertThat(TorchThreads.resolve(TorchThreads.USUAL)).isEqualTo(usual);
        assertThat(TorchThreads.resolve(7)).isEqualTo(7);
    }

    @Test
    void run_twoNumbersAtOnce_areEachThreadsOwn() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> one = pool.submit(inside(1, both));
            Future<Integer> five = pool.submit(inside(5, both));

            assertThat(one.get()).isEqualTo(1);
            assertThat(five.get()).isEqualTo(5);
        } finally {
            pool.shutdown();
        }
    }

    /** What a new thread computes with once both have set their numbers. */
    private static Callable<Integer> inside(int count, CountDownLatch both) {
        return () -> TorchThreads.run(count, () -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return JniUtils.getNumThreads();
        });
    }
}
