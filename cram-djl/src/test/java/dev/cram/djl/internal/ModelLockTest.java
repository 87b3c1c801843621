package dev.cram.djl.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.Device;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelLockTest {

    private final ModelLock lock = new ModelLock("m", Device.cpu());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        threads.shutdownNow();
    }

    private String untilTheEnd() {
        begun.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "ended";
    }

    @Test
    void beside_whileSomethingComputes_runs() throws Exception {
        Future<String> computing = threads.submit(() -> lock.call(this::untilTheEnd));
        begun.await();

        assertThat(lock.beside(() -> "split")).isEqualTo("split");
        end.countDown();
        assertThat(computing.get(9, TimeUnit.SECONDS)).isEqualTo("ended");
    }

    @Test
    void close_whileSomethingRunsBeside_waitsForIt() throws Exception {
        Future<String> beside = threads.submit(() -> lock.beside(this::untilTheEnd));
        begun.await();
        Future<Boolean> closing = threads.submit(() -> {
            lock.close(() -> assertThat(end.getCount()).isZero());
            return true;
        });
        end.countDown();

        assertThat(closing.get(9, TimeUnit.SECONDS)).isTrue();
        assertThat(beside.get(9, TimeUnit.SECONDS)).isEqualTo("ended");
        assertThatIllegalStateException().isThrownBy(() -> lock.beside(() -> 1)).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(() -> lock.call(() -> 1)).withMessageContaining("closed");
    }
}
