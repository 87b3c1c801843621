package dev.cram.cli.bench;

import com.google.common.collect.Lists;
import dev.cram.Cram;
import dev.cram.measure.Calibration;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Measures what one vector holds of one text after another, until the mean is known well enough.
 *
 * @param cram one vector, with a recipe and its budget; accepts what is inexact
 * @param accuracy standard error of the mean, as a share of it, that is good enough; 0 to measure all texts
 * @param watcher what listens to the texts from an index on, which it counts from 0
 */
public record CalibrationRun(Cram cram, double accuracy, IntFunction<ProgressListener> watcher) {

    /** The standard error of two texts is as likely as not to be far too small. */
    private static final int FEWEST = 3;

    /**
     * The vectors of the texts that were measured, which are those before an interrupt, or as many as were needed.
     *
     * @throws CramException if there are none, if a text fits whole, or nothing of one
     */
    public List<MemoryVectors> of(List<String> texts) {
        List<MemoryVectors> found = new ArrayList<>();
        for (List<String> together : Lists.partition(texts, cram.settings().batch())) {
            cram.listener(watcher.apply(found.size())).compressPrefixes(together).stream()
                    .filter(prefix -> prefix.report().cost().stopReason() != StopReason.CANCELLED)
                    .forEach(found::add);
            if (found.isEmpty()) {
                throw new CramException("Stopped before a text was measured, which gives no figure: run it again");
            }
            Calibration calibration = Calibration.of(found);
            boolean enough = found.size() >= FEWEST && calibration.standardError() <= accuracy;
            if (enough || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return found;
    }
}
