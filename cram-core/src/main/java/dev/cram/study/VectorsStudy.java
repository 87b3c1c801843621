package dev.cram.study;

import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import java.util.List;

/**
 * How much several vectors hold (the paper's Figure 4), for the main source of texts. Numbers of vectors for which the
 * model has too few positions are left out, except 1.
 */
public final class VectorsStudy implements Study<CapacityStudy.Result> {

    /** The study. */
    public VectorsStudy() {}

    @Override
    public String name() {
        return "vectors";
    }

    @Override
    public double work(Workbench bench) {
        return counts(bench).stream()
                .filter(vectors -> vectors > 1)
                .mapToDouble(vectors -> Lengths.work(bench, vectors))
                .sum();
    }

    @Override
    public void measure(Workbench bench) {
        counts(bench).forEach(vectors -> Lengths.measure(bench, bench.main(), vectors));
    }

    private static List<Integer> counts(Workbench bench) {
        return bench.plan().vectors().stream()
                .filter(vectors -> vectors == 1 || !bench.lengths(vectors).isEmpty())
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
