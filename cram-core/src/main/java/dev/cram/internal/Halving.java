package dev.cram.internal;

import dev.cram.memory.ProgressListener;
import dev.cram.model.DeviceMemoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Works on lists that a device's memory may not hold at once: halves what is worked on together until it does. */
public final class Halving {

    private final ProgressListener listener;
    private int most;

    /** Tells the listener of each cut. */
    public Halving(ProgressListener listener) {
        this(listener, 0);
    }

    /** The same where memory ran out before: begins at a {@link #limit()}. */
    public Halving(ProgressListener listener, int limit) {
        this.listener = listener;
        this.most = limit == 0 ? Integer.MAX_VALUE : limit;
    }

    /**
     * Does work on all rows, in order. A cut stays for what comes later.
     *
     * @param work gives one result a row
     * @throws DeviceMemoryException if there is no memory for one row alone
     */
    public <T, R> List<R> apply(List<T> rows, Function<List<T>, List<R>> work) {
        List<R> results = new ArrayList<>();
        while (results.size() < rows.size()) {
            int begin = results.size();
            int count = Math.min(most, rows.size() - begin);
            try {
                results.addAll(work.apply(rows.subList(begin, begin + count)));
            } catch (DeviceMemoryException e) {
                if (count == 1) {
                    throw e;
                }
                most = (count + 1) / 2;
                listener.onReducedBatch(most);
            }
        }
        return results;
    }

    /** The largest number of rows worked on together; 0 if memory never ran out. */
    public int limit() {
        return most == Integer.MAX_VALUE ? 0 : most;
    }
}
