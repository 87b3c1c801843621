package dev.cram.study;

import dev.cram.internal.Seeds;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.TokenScores;
import dev.cram.study.observation.Line;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.Solution;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.observation.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the solutions lie (the paper's Appendix E): cosines between solutions of one text and between those of different
 * texts, accuracy along the straight line between two solutions, and the ways of searches in principal components. Only
 * solutions whose trained tokens are all correct count.
 */
public final class GeometryStudy implements Study<GeometryStudy.Result> {

    /** Searches whose way is taken down. */
    private static final int TRAJECTORIES = 3;

    /**
     * The geometry.
     *
     * @param models one a model
     * @param cosines one a pair of solutions
     * @param lines one a line
     * @param trajectories one a search
     */
    public record Result(
            List<ModelRow> models, List<Cosine> cosines, List<Line> lines, List<Trajectory> trajectories) {}

    /**
     * A model.
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
     * A pair of solutions.
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
    public double work(Workbench bench) {
        StudyPlan plan = bench.plan();
        int searches = plan.solutionTexts() * plan.solutions() + trajectories(plan);
        return (double) searches * plan.detailTokens();
    }

    private static int trajectories(StudyPlan plan) {
        return Math.min(TRAJECTORIES, plan.solutionTexts());
    }

    @Override
    public void measure(Workbench bench) {
        StudyPlan plan = bench.plan();
        List<String> texts = bench.texts(bench.main(), plan.detailTokens(), plan.solutionTexts());
        for (int s = 0; s < plan.solutions(); s++) {
            long seed = seed(plan, s);
            int number = s + 1;
            for (int from = 0; from < texts.size(); from += plan.batch()) {
                int begin = from;
                int end = Math.min(texts.size(), from + plan.batch());
                bench.unit(
                        "geometry, solution " + number,
                        (double) plan.detailTokens() * (end - begin),
                        Solution.class,
                        keys(bench, begin, end, "|" + seed),
                        () -> solve(bench, texts.subList(begin, end), begin, seed));
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            int index = i;
            bench.unit(
                    "geometry, lines",
                    0,
                    Line.class,
                    pairs(plan).stream()
                            .map(pair -> keys(bench, index, index + 1, "|" + pair[0] + "|" + pair[1])
                                    .get(0))
                            .toList(),
                    () -> lines(bench, texts.get(index), index));
        }
        for (int i = 0; i < trajectories(plan); i++) {
            int index = i;
            bench.unit(
                    "geometry, trajectory",
                    plan.detailTokens(),
                    Trajectory.class,
                    keys(bench, index, index + 1, ""),
                    () -> List.of(Trail.follow(bench, texts.get(index), index)));
        }
    }

    /** The first solution is that of the other studies; plans of neighbouring seeds have no other in common. */
    private static long seed(StudyPlan plan, int solution) {
        return solution == 0 ? plan.seed() : Seeds.of(plan.seed(), solution);
    }

    private static List<String> keys(Workbench bench, int begin, int end, String rest) {
        String of = bench.model().name() + "|" + bench.main().name() + "|"
                + bench.plan().detailTokens() + "|";
        return IntStream.range(begin, end).mapToObj(i -> of + i + rest).toList();
    }

    private static List<Solution> solve(Workbench bench, List<String> texts, int begin, long seed) {
        List<MemoryVectors> found = bench.compress(1, seed, texts);
        int first = bench.recipe().loss().first();
        List<Solution> solutions = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            float[] vector = found.get(i).toArray();
            TokenScores scores = bench.scores(bench.model().encode(texts.get(i)), List.of(vector))
                    .get(0);
            solutions.add(new Solution(
                    bench.model().name(),
                    bench.main().name(),
                    scores.tokens(),
                    begin + i,
                    seed,
                    found.get(i).report().exact(),
                    scores.accuracy(first),
                    Solution.pack(vector)));
        }
        return solutions;
    }

    private static List<long[]> pairs(StudyPlan plan) {
        List<long[]> pairs = new ArrayList<>();
        for (int a = 0; a < plan.solutions(); a++) {
            for (int b = a + 1; b < plan.solutions(); b++) {
                pairs.add(new long[] {seed(plan, a), seed(plan, b)});
            }
        }
        return pairs;
    }

    private static List<Line> lines(Workbench bench, String text, int index) {
        StudyPlan plan = bench.plan();
        int[] ids = bench.model().encode(text);
        List<Line> lines = new ArrayList<>();
        for (long[] pair : pairs(plan)) {
            float[] from = solution(bench, index, pair[0]);
            float[] to = solution(bench, index, pair[1]);
            List<float[]> points = new ArrayList<>();
            for (int step = 0; step <= plan.lineSteps(); step++) {
                points.add(between(from, to, (double) step / plan.lineSteps()));
            }
            List<Double> accuracies = bench.scores(ids, points).stream()
                    .map(scores -> scores.accuracy(bench.recipe().loss().first()))
                    .toList();
            lines.add(new Line(
                    bench.model().name(), bench.main().name(), ids.length, index, pair[0], pair[1], accuracies));
        }
        return lines;
    }

    private static float[] solution(Workbench bench, int index, long seed) {
        String key = keys(bench, index, index + 1, "|" + seed).get(0);
        return bench.observations().find(Solution.class, key).orElseThrow().values();
    }

    private static float[] between(float[] from, float[] to, double share) {
        float[] point = new float[from.length];
        for (int i = 0; i < point.length; i++) {
            point[i] = (float) ((1 - share) * from[i] + share * to[i]);
        }
        return point;
    }

    @Override
    public Result result(Observations observations) {
        List<ModelRow> models = new ArrayList<>();
        List<Cosine> cosines = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        Groups.by(observations.all(Solution.class), Solution::model).forEach(all -> {
            List<Solution> solved =
                    all.stream().filter(solution -> solution.accuracy() == 1).toList();
            String model = all.get(0).model();
            List<Cosine> ofModel = cosines(model, solved);
            List<Line> between = observations.all(Line.class).stream()
                    .filter(line -> line.model().equals(model) && joinsSolutions(line))
                    .toList();
            models.add(row(model, solved, ofModel, between));
            cosines.addAll(ofModel);
            lines.addAll(between);
        });
        return new Result(models, cosines, lines, observations.all(Trajectory.class));
    }

    private static boolean joinsSolutions(Line line) {
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

    private static ModelRow row(String model, List<Solution> solved, List<Cosine> cosines, List<Line> lines) {
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

    private static double lowest(Line line) {
        return line.accuracies().stream().mapToDouble(a -> a).min().orElseThrow();
    }
}
