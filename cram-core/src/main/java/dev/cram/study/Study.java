package dev.cram.study;

import dev.cram.study.observation.Observations;
import java.util.List;

/**
 * A question about models, answered by observations. Stateless.
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
     * How much there is to measure, for the estimate of the time left.
     *
     * @param bench the workbench
     * @return about the number of tokens to search vectors for
     */
    double work(Workbench bench);

    /**
     * Measures what the workbench's log does not hold yet.
     *
     * @param bench the workbench
     */
    void measure(Workbench bench);

    /**
     * The answer, made of nothing but observations.
     *
     * @param observations those of any number of models
     * @return the answer
     */
    R result(Observations observations);

    /**
     * All studies that need nothing but a model and texts.
     *
     * @return in the order of the paper
     */
    static List<Study<?>> all() {
        return List.of(
                new CapacityStudy(),
                new VectorsStudy(),
                new CrossEntropyStudy(),
                new UtilizationStudy(),
                new SourcesStudy(),
                new GeometryStudy(),
                new BitsNeededStudy());
    }
}
