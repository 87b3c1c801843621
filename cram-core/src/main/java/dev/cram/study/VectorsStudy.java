package dev.cram.study;

import dev.cram.study.measurement.CrammedLengths;
import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import java.util.List;
import java.util.Objects;

/**
 * How much several vectors hold (the paper's Figure 4), for the main source of texts. Numbers of vectors for which the
 * model has too few positions are left out, except 1. Immutable.
 */
public final class VectorsStudy implements Study<CapacityStudy.Result> {

    /** The study. */
    public VectorsStudy() {}

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return subject.plan().vectors().stream()
                .filter(vectors -> vectors == 1 || !subject.lengths(vectors).isEmpty())
                .<Measurement>map(vectors -> new CrammedLengths(subject.main(), vectors))
                .toList();
    }

    @Override
    public CapacityStudy.Result result(Observations observations) {
        return CapacityStudy.Result.of(observations.all(Crammed.class).stream()
                .filter(text ->
                        text.source().equals(observations.facts(text.model()).mainSource()))
                .toList());
    }
}
