package dev.cram.study.measurement;

import dev.cram.study.observation.Key;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observation;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyRun;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes observations that a log does not hold yet, unit by unit. A unit is measured as a whole or not at all: since batching
 * changes the last bits, a run that was stopped and continued gives the same numbers as one that was not. Not thread-safe.
 */
public final class Recorder {

    private final ResultLog log;
    private final StudyRun run;
    private final StudyListener listener;
    private final ProgressEstimate estimate = new ProgressEstimate();

    /** Checks that the log holds no results of the model under other settings, and notes these. */
    Recorder(ModelFacts facts, StudyRun run, ResultLog log, StudyListener listener) {
        this.log = log;
        this.run = run;
        this.listener = listener;
        log.checkSame(facts);
        log.append(List.of(facts));
    }

    Observations observations() {
        return log.observations();
    }

    /** Work to come. */
    void expect(double work) {
        estimate.expect(work);
    }

    /** Makes the observations of some keys unless they are at hand. */
    <T extends Observation> void unit(String what, double work, List<Key<T>> keys, Supplier<List<T>> measure) {
        if (keys.stream().allMatch(key -> observations().find(key).isPresent())) {
            estimate.found(work);
            return;
        }
        List<T> made = measure.get();
        log.append(List.of(run));
        log.append(made);
        estimate.measured(work);
        listener.onProgress(run.model() + ", " + what, estimate.share(), estimate.secondsLeft());
    }
}
