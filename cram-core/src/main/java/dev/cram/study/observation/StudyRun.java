package dev.cram.study.observation;

import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One process that measured something of a model. Immutable.
 *
 * @param model the model's name
 * @param began when the process began with the model: a date and time in UTC
 * @param version the library's version
 * @param device where the model computed
 * @param threads threads on the CPU; 0 if results do not depend on their number
 * @param command what the process was told, as for a command line
 */
@Kind("run")
public record StudyRun(String model, String began, String version, String device, int threads, String command)
        implements Observation {

    /**
     * A run that begins now.
     *
     * @param model an open model
     * @param command what the process was told
     * @return the run
     */
    public static StudyRun of(FrozenModel model, String command) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new StudyRun(model.name(), now, Cram.version(), model.device(), model.threads(), command);
    }

    @Override
    public Key<StudyRun> key() {
        return Key.of(StudyRun.class, model, began, command);
    }
}
