package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cram.memory.Cancellation;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.StopReason;
import dev.cram.optimizer.VectorOptimizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits of time, and ways to end early. */
class CramTimeTest {

    private static final String TEXT = "call me";
    private static final VectorOptimizer IDLE =
            VectorOptimizer.firstOrder("idle", problem -> (vectors, gradient, step) -> {});

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);
    private final Cram endless = cram.optimizer(IDLE).steps(Integer.MAX_VALUE).patience(Integer.MAX_VALUE);

    @Test
    void limit_over_keepsTheBest() {
        MemoryVectors vectors =
                endless.limit(Duration.ofMillis(20)).acceptInexact().compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(vectors.report().cost().seconds()).isGreaterThanOrEqualTo(0.02);
    }

    @Test
    void limit_autoVectors_isThatOfAllAttempts() {
        MemoryVectors vectors = endless.autoVectors()
                .vectorBits(1_000)
                .limit(Duration.ofMillis(100))
                .acceptInexact()
                .compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.TIME_LIMIT);
        assertThat(vectors.report().cost().seconds()).isBetween(0.1, 5.0);
    }

    @Test
    void limit_none_isRefusedByValue() {
        assertThatThrownBy(() -> cram.limit(Duration.ZERO))
                .hasMessageContaining("limit must be a time above 0, but was PT0S");
        assertThatThrownBy(() -> endless.limit(Duration.ofNanos(1)).compress(TEXT))
                .isInstanceOf(InexactException.class)
                .hasMessageContaining("TIME_LIMIT after 1 steps")
                .hasMessageContaining("allow more time");
    }

    @Test
    void progress_secondsLeftOfOneText_areWhatTheLimitsLeave() {
        List<Progress> told = new ArrayList<>();

        endless.steps(50).listener(told::add).acceptInexact().compress(TEXT);

        Progress half = told.get(24);
        assertThat(half.secondsLeft()).isCloseTo(half.seconds(), within(0.02 + half.seconds() / 5));
        assertThat(told.get(49).secondsLeft()).isZero();
    }

    @Test
    void cancellation_fromAnotherThread_ends() throws Exception {
        Cancellation handle = new Cancellation();
        CountDownLatch begun = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try {
                begun.await();
                handle.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        other.start();

        MemoryVectors vectors = endless.cancellation(new Cancellation())
                .cancellation(handle)
                .cancellation(new Cancellation())
                .listener(progress -> begun.countDown())
                .acceptInexact()
                .compress(TEXT);

        assertThat(vectors.report().cost().stopReason()).isEqualTo(StopReason.CANCELLED);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        other.join();
    }

    @Test
    void compressAsync_text_comesBack() throws Exception {
        MemoryVectors vectors = cram.compressAsync(TEXT).get(1, TimeUnit.MINUTES);

        assertThat(vectors).isEqualTo(cram.compress(TEXT));
        assertThat(cram.compressAsync(TEXT, Runnable::run)).isCompletedWithValue(vectors);
    }

    @Test
    void compressAsync_badText_isTheFuturesError() {
        assertThat(cram.compressAsync("", Runnable::run))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(InvalidTextException.class);
    }

    @Test
    void compressAsync_cancelled_endsTheWork() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<MemoryVectors> future = endless.listener(progress -> begun.countDown())
                .compressAsync(
                        TEXT,
                        task -> new Thread(() -> {
                                    task.run();
                                    ended.countDown();
                                })
                                .start());
        begun.await();

        assertThat(future.cancel(false)).isTrue();

        assertThat(ended.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(future).isCancelled();
    }
}
