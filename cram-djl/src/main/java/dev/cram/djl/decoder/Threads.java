package dev.cram.djl.decoder;

import ai.djl.pytorch.jni.JniUtils;

/**
 * How many threads PyTorch computes with on the CPU: one number for the process, which PyTorch takes over thread by
 * thread of its callers. Thread-safe.
 */
public final class Threads {

    private static volatile int wanted;
    private static final ThreadLocal<Integer> TAKEN = ThreadLocal.withInitial(() -> 0);

    private Threads() {}

    /**
     * Sets the number for all models of this process.
     *
     * @param count at least 1
     */
    public static void set(int count) {
        wanted = count;
        take();
    }

    /**
     * The number in use on this thread. The engine must run.
     *
     * @return at least 1
     */
    public static int count() {
        take();
        return JniUtils.getNumThreads();
    }

    /** Makes this thread's calls use the number that was set, if one was. */
    static void take() {
        int count = wanted;
        if (count != TAKEN.get()) {
            JniUtils.setNumThreads(count);
            TAKEN.set(count);
        }
    }
}
