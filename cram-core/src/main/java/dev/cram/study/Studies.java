package dev.cram.study;

import dev.cram.study.measurement.Workbench;
import java.util.List;
import java.util.Objects;

/** The studies that there are. Stateless and thread-safe. */
public final class Studies {

    private Studies() {}

    /**
     * All studies that need nothing but a model and texts.
     *
     * @return in the order of the paper
     */
    public static List<Study<?>> all() {
        return List.of(
                new CapacityStudy(),
                new VectorsStudy(),
                new CrossEntropyStudy(),
                new UtilizationStudy(),
                new SourcesStudy(),
                new GeometryStudy(),
                new BitsNeededStudy());
    }

    /**
     * Measures what some studies need, once what several of them do.
     *
     * @param studies the studies
     * @param bench where it is measured
     */
    public static void measure(List<? extends Study<?>> studies, Workbench bench) {
        Objects.requireNonNull(studies, "studies");
        Objects.requireNonNull(bench, "bench");
        bench.take(studies.stream()
                .flatMap(study -> study.measurements(bench.subject()).stream())
                .toList());
    }
}
