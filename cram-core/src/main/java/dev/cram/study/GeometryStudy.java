package dev.cram.study;

import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.SolutionLines;
import dev.cram.study.measurement.Solutions;
import dev.cram.study.measurement.Subject;
import dev.cram.study.measurement.Trajectories;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.Solution;
import dev.cram.study.observation.SolutionLine;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the solutions lie (the paper's Appendix E): cosines between solutions of one text and between those of different
 * texts, accuracy along the straight line between two solutions, and the ways of searches in principal components. Only
 * solutions whose trained tokens are all correct count. Immutable.
 */
public final class GeometryStudy implements Study<GeometryStudy.Result> {

    /**
     * The geometry. Immutable.
     *
     * @param models one a model
     * @param cosines one a pair of solutions
     * @param lines one a line
     * @param trajectories one a search
     */
    public record Result(
            List<ModelRow> models, List<Cosine> cosines, List<SolutionLine> lines, List<Trajectory> trajectories) {}

    /**
     * A model. Immutable.
     *
     * @param model the model's name
     * @param texts texts that have one
     * @param solutions solutions that count
     * @param within cosine between solutions of one text
     * @param between cosine between solutions of different texts
     * @param lowestOnLine smallest accuracy along a line between two solutions of one text
     * @param middleOfLine accuracy half way along such a line
     * @param wholeLines share of the lines that have no error anywhere
     */
    public record ModelRow(
            String model,
            int texts,
            int solutions,
            Summary within,
            Summary between,
            Summary lowestOnLine,
            Summary middleOfLine,
            double wholeLines) {}

    /**
     * A pair of solutions. Immutable.
     *
     * @param model the model's name
     * @param sameText whether both are of one text
     * @param cosine of the angle between them
     */
    public record Cosine(String model, boolean sameText, double cosine) {}

    /** The study. */
    public GeometryStudy() {}

    @Override
    public String name() {
        return "geometry";
    }

    @Override
    public List<Measurement> measurements(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        Solutions solutions = new Solutions(subject.main(), subject.plan().detailTokens());
        return List.of(solutions, new SolutionLines(solutions), new Trajectories(solutions));
    }

    @Override
    public Result result(Observations observations) {
        List<ModelRow> models = new ArrayList<>();
        List<Cosine> cosines = new ArrayList<>();
        List<SolutionLine> lines = new ArrayList<>();
        Groups.by(observations.all(Solution.class), Solution::model).forEach(all -> {
            List<Solution> solved =
                    all.stream().filter(solution -> solution.accuracy() == 1).toList();
            String model = all.get(0).model();
            List<Cosine> ofModel = cosines(model, solved);
            List<SolutionLine> between = observations.all(SolutionLine.class).stream()
                    .filter(line -> line.model().equals(model) && joinsSolutions(line))
                    .toList();
            models.add(row(model, solved, ofModel, between));
            cosines.addAll(ofModel);
            lines.addAll(between);
        });
        return new Result(
                List.copyOf(models), List.copyOf(cosines), List.copyOf(lines), observations.all(Trajectory.class));
    }

    private static boolean joinsSolutions(SolutionLine line) {
        List<Double> accuracies = line.accuracies();
        return accuracies.get(0) == 1 && accuracies.get(accuracies.size() - 1) == 1;
    }

    private static List<Cosine> cosines(String model, List<Solution> solved) {
        List<float[]> vectors = solved.stream().map(Solution::values).toList();
        List<Cosine> cosines = new ArrayList<>();
        for (int a = 0; a < vectors.size(); a++) {
            for (int b = a + 1; b < vectors.size(); b++) {
                boolean same = solved.get(a).index() == solved.get(b).index();
                cosines.add(new Cosine(model, same, cosine(vectors.get(a), vectors.get(b))));
            }
        }
        return cosines;
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double ofA = 0;
        double ofB = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            ofA += (double) a[i] * a[i];
            ofB += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(ofA * ofB);
    }

    private static ModelRow row(String model, List<Solution> solved, List<Cosine> cosines, List<SolutionLine> lines) {
        return new ModelRow(
                model,
                (int) solved.stream().map(Solution::index).distinct().count(),
                solved.size(),
                Summary.of(cosines.stream().filter(Cosine::sameText).toList(), Cosine::cosine),
                Summary.of(cosines.stream().filter(pair -> !pair.sameText()).toList(), Cosine::cosine),
                Summary.of(lines, GeometryStudy::lowest),
                Summary.of(
                        lines, line -> line.accuracies().get(line.accuracies().size() / 2)),
                Summary.of(lines, line -> lowest(line) == 1 ? 1 : 0).mean());
    }

    private static double lowest(SolutionLine line) {
        return line.accuracies().stream().mapToDouble(a -> a).min().orElseThrow();
    }
}
