package dev.cram.study;

import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Observations;
import java.util.List;

/**
 * A question about models, answered by observations. Immutable.
 *
 * @param <R> what the answer holds
 */
public interface Study<R> {

    /**
     * What the command line calls it.
     *
     * @return the name
     */
    String name();

    /**
     * What must be measured of a subject. Several studies may name the same.
     *
     * @param subject what is studied
     * @return in the order in which they are taken
     */
    List<Measurement> measurements(Subject subject);

    /**
     * The answer, made of nothing but observations.
     *
     * @param observations those of any number of models
     * @return the answer
     */
    R result(Observations observations);
}
