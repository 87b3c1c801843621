package dev.cram.report.page;

import dev.cram.study.Summary;
import dev.cram.study.observation.SolutionLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The lines of a model at one place of their way. */
record LineMeans(String model, double way, Summary accuracy) {

    static List<LineMeans> of(List<SolutionLine> lines) {
        Map<String, List<SolutionLine>> byModel = new LinkedHashMap<>();
        lines.forEach(line ->
                byModel.computeIfAbsent(line.model(), m -> new ArrayList<>()).add(line));
        List<LineMeans> means = new ArrayList<>();
        byModel.forEach((model, of) -> {
            int steps = of.get(0).accuracies().size() - 1;
            for (int step = 0; step <= steps; step++) {
                int at = step;
                means.add(new LineMeans(
                        model,
                        (double) step / steps,
                        Summary.of(of, line -> line.accuracies().get(at))));
            }
        });
        return means;
    }
}
