package dev.cram.memory;

/**
 * A handle that ends work early, from any thread: the work ends with {@link StopReason#CANCELLED} within a round and keeps the
 * best vectors, as it does when its thread is interrupted. One handle may be given to many pieces of work. Thread-safe; once
 * used, it stays so.
 */
public final class Cancellation {

    private volatile boolean cancelled;

    /** A handle that was not used. */
    public Cancellation() {}

    /** Ends the work that it was given to, and what it will be given to. A second call does nothing. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Whether it was used.
     *
     * @return true after {@link #cancel()}
     */
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public String toString() {
        return "Cancellation[" + (cancelled ? "cancelled" : "not cancelled") + "]";
    }
}
