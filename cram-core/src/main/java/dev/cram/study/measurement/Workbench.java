package dev.cram.study.measurement;

import dev.cram.model.CramException;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.StudyRun;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Where measurements of one subject are taken, and what they give is logged. Not thread-safe. */
public final class Workbench {

    private final Subject subject;
    private final Recorder recorder;

    /**
     * Checks that the log holds no results of the model under other settings, and notes these.
     *
     * @param subject what is studied
     * @param log where results go
     * @param listener told after every batch
     * @param command what the process was told, such as the command line; noted once something is measured
     * @throws CramException if the log's settings are others
     */
    public Workbench(Subject subject, ResultLog log, StudyListener listener, String command) {
        this.subject = Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(log, "log");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(command, "command");
        this.recorder = new Recorder(subject.facts(), StudyRun.of(subject.model(), command), log, listener);
    }

    /**
     * What is studied.
     *
     * @return the subject
     */
    public Subject subject() {
        return subject;
    }

    /**
     * Takes measurements in their order, equal ones once, with one estimate of the time that all of them take.
     *
     * @param measurements the measurements
     */
    public void take(Collection<? extends Measurement> measurements) {
        Set<Measurement> different = new LinkedHashSet<>(Objects.requireNonNull(measurements, "measurements"));
        different.forEach(measurement -> recorder.expect(measurement.work(subject)));
        different.forEach(measurement -> measurement.take(subject, recorder));
    }
}
