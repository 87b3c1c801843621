package dev.cram.djl.internal.decoder.torch;

import ai.djl.pytorch.jni.JniUtils;
import dev.cram.model.ModelException;
import java.util.function.Supplier;

/**
 * How many threads PyTorch computes with on the CPU. It keeps a number for every thread that calls it, which begins at the
 * one that any of them set last. So each call here sets the number that its model has, and puts back what it found: models
 * of different numbers do not change one another's bits, also when several threads use them at once. Thread-safe.
 */
public final class TorchThreads {

    /** As a number of threads: PyTorch's own choice. */
    public static final int USUAL = 0;

    /** PyTorch's own choice, as it was before any call from here. */
    private static final class Usual {
        static final int COUNT = JniUtils.getNumThreads();
    }

    private TorchThreads() {}

    /** The number, at least 1, that stands for a wish, which may be {@link #USUAL}. The engine must run. */
    public static int resolve(int wanted) {
        int usual = Usual.COUNT;
        return wanted == USUAL ? usual : wanted;
    }

    /**
     * Runs something that calls PyTorch, with so many threads, or {@link #USUAL}.
     *
     * @throws ModelException if this build of PyTorch does not take the number
     */
    static <T> T run(int wanted, Supplier<T> action) {
        int count = resolve(wanted);
        int found = JniUtils.getNumThreads();
        JniUtils.setNumThreads(count);
        try {
            int taken = JniUtils.getNumThreads();
            if (taken != count) {
                throw new ModelException("PyTorch computes with " + taken + " threads here and does not take " + count
                        + ": open the model with threads(" + taken + ")");
            }
            return action.get();
        } finally {
            JniUtils.setNumThreads(found);
        }
    }
}
