package dev.cram.internal.search;

import dev.cram.internal.Halving;
import dev.cram.memory.Progress;
import dev.cram.memory.StopReason;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The searches for texts that are evaluated together; those that are done leave. Every round: ask the optimizers of all
 * live texts, measure their points in one evaluation, decide (verify candidates by greedy decoding, stop at limits), keep
 * the best measured vectors, and let the optimizers step.
 */
final class JointSearch {

    private final Job job;
    private final int first;
    private final List<int[]> ids;
    private final List<Search> searches;
    private final MeteredEngine engine;
    private final ExactDecode decode;
    private final Endings endings;
    private final long began = System.nanoTime();

    JointSearch(Job job, Goal goal, List<Attempt> attempts, Halving halving) {
        this.job = job;
        this.first = goal.method(job.settings().recipe()).loss().first();
        this.ids = attempts.stream().map(Attempt::ids).toList();
        this.searches = IntStream.range(0, attempts.size())
                .mapToObj(row -> Search.start(row, attempts.get(row), job.model(), job.settings(), goal))
                .toList();
        this.engine = new MeteredEngine(job.model(), ids, halving);
        this.decode = new ExactDecode(engine, job.settings().margin());
        this.endings = new Endings(job.model(), goal, engine, decode);
    }

    /** Runs until all have ended, and hands over each outcome as soon as it is there. */
    void run(Consumer<Outcome> finish) {
        try (DraftedObjective objective = new DraftedObjective(job, ids, engine, first)) {
            List<Search> live = searches;
            while (!live.isEmpty()) {
                round(objective, live);
                List<Search> ended =
                        live.stream().filter(search -> !search.isLive()).toList();
                endings.of(ended, objective, this::seconds).forEach(finish);
                live = live.stream().filter(Search::isLive).toList();
            }
        }
    }

    private void round(DraftedObjective objective, List<Search> live) {
        List<Search> measured = measure(objective, live);
        measured.forEach(this::report);
        decode.verify(measured.stream()
                .filter(search -> search.isLive() && search.isCandidate())
                .toList());
        boolean cancelled = Thread.currentThread().isInterrupted();
        for (Search search : live) {
            if (search.isLive() && cancelled) {
                search.stop(StopReason.CANCELLED);
            } else if (search.isLive()) {
                search.step(engine.evaluations(search.row()));
            }
        }
    }

    /** Evaluates the points that the searches ask for, in one batch; leaves out those that give up. */
    private List<Search> measure(DraftedObjective objective, List<Search> live) {
        List<TextObjective.Row> rows = new ArrayList<>();
        List<Search> asking = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Search search : live) {
            List<Point> points = search.ask();
            if (!points.isEmpty()) {
                points.forEach(point -> rows.add(new TextObjective.Row(search.row(), point)));
                asking.add(search);
                ends.add(rows.size());
            }
        }
        List<Evaluation> found = objective.evaluate(rows);
        int at = 0;
        for (int i = 0; i < asking.size(); i++) {
            asking.get(i).measure(found.subList(at, ends.get(i)));
            at = ends.get(i);
        }
        return asking;
    }

    private void report(Search search) {
        Attempt attempt = search.attempt();
        TokenScores scores = search.lastScores();
        job.listener()
                .onProgress(new Progress(
                        attempt.index(),
                        attempt.number(),
                        search.best().length / job.model().width(),
                        search.steps(),
                        attempt.steps(),
                        engine.evaluations(search.row()),
                        scores.correct(),
                        attempt.tokens(),
                        scores.minMargin(),
                        scores.totalNats() / scores.tokens(),
                        seconds()));
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
