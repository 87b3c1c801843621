package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often to try what fails for a while, and how long to wait. Immutable; as thread-safe as the sleeper.
 *
 * @param attempts number of attempts in a row that may fail without any progress
 * @param first wait after the first failure; doubles with each further one, up to eight times
 * @param stall how long a connection may be silent before it counts as cut
 * @param sleeper how to wait
 */
record RetryPolicy(int attempts, Duration first, Duration stall, Sleeper sleeper) {

    /** The longest wait that a server may ask for. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int LARGEST_FACTOR = 8;

    /** Five attempts, waits of 1, 2, 4 and 8 seconds, and 30 seconds of silence. */
    static RetryPolicy standard() {
        return new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(30), wait -> Thread.sleep(wait.toMillis()));
    }

    /** The same with one attempt. */
    RetryPolicy once() {
        return new RetryPolicy(1, first, stall, sleeper);
    }

    /**
     * Tries until it works.
     *
     * @param attempt what to try
     * @param progress how far it is; an attempt that got further than any before it counts as the first one again
     * @throws IOException the last failure, when the attempts are used up
     */
    <T> T run(Attempt<T> attempt, LongSupplier progress) throws IOException {
        int failures = 0;
        long furthest = progress.getAsLong();
        while (true) {
            try {
                return attempt.run();
            } catch (IOException e) {
                long reached = progress.getAsLong();
                failures = reached > furthest ? 1 : failures + 1;
                furthest = Math.max(furthest, reached);
                if (failures >= attempts) {
                    throw e;
                }
                pause(e instanceof TryLaterException later ? later.wait(backoff(failures)) : backoff(failures));
            }
        }
    }

    private Duration backoff(int failures) {
        return first.multipliedBy(Math.min(LARGEST_FACTOR, 1 << Math.min(failures - 1, 30)));
    }

    private void pause(Duration wait) {
        try {
            sleeper.sleep(wait);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The error for an interrupted thread, whose flag stays set. */
    static ModelException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new ModelException(
                "The download was interrupted; what came is kept, open the model again to go on", cause);
    }

    /** Something that may work later. */
    interface Attempt<T> {
        T run() throws IOException;
    }

    /** Waits. */
    interface Sleeper {
        void sleep(Duration wait) throws InterruptedException;
    }
}
