package dev.cram.internal.search;

import dev.cram.internal.Halving;
import dev.cram.internal.metered.DraftedObjective;
import dev.cram.internal.metered.MeteredEngine;
import dev.cram.internal.metered.MeteredEngine.Probe;
import dev.cram.internal.text.ScoredText;
import dev.cram.memory.Progress;
import dev.cram.memory.StopReason;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The searches for texts that are evaluated together. Every round: let waiting texts take the places of those that are
 * done, ask the optimizers of all live texts, measure their points in one evaluation, decide (verify candidates by greedy
 * decoding, stop at limits), keep the best measured vectors, and let the optimizers step. Texts of like length share a
 * round, since the shortest go first. Which do depends only on the texts and the settings, as batching changes last bits.
 */
final class JointSearch implements Searching {

    private final Job job;
    private final Goal goal;
    private final SearchState state;
    private final Function<Attempt, ScoredText> scoring;
    private final MeteredEngine engine;
    private final ExactDecode decode;
    private final Endings endings;
    private final DraftedObjective objective;
    private final long began = System.nanoTime();
    private final double before;
    private Search.@Nullable Waiting beginning;

    /**
     * Goes on from a state.
     *
     * @param scoring what the model makes of a text without vectors, asked when it begins
     */
    JointSearch(Job job, Goal goal, SearchState state, Function<Attempt, ScoredText> scoring) {
        this.job = job;
        this.goal = goal;
        this.state = state;
        this.scoring = scoring;
        this.before = state.seconds;
        this.engine = new MeteredEngine(job.model(), new Halving(job.listener(), state.reducedBatch));
        this.decode = new ExactDecode(engine, job.settings().margin());
        this.endings = new Endings(job.model(), goal, engine, decode);
        this.objective = new DraftedObjective(
                job.model(),
                job.draft(),
                state.ids,
                engine,
                goal.method(job.settings().recipe()).loss().first());
    }

    @Override
    public boolean isOver() {
        return state.live.isEmpty() && state.waiting.isEmpty();
    }

    @Override
    public List<Outcome> next() {
        admit();
        List<Search> measured = measure();
        measured.forEach(this::report);
        decode.verify(measured.stream()
                .filter(search -> search.isLive() && search.isCandidate())
                .toList());
        boolean cancelled = job.isCancelled();
        for (Search search : state.live) {
            if (search.isLive() && cancelled) {
                search.stop(StopReason.CANCELLED);
            } else if (search.isLive()) {
                search.step(seconds());
            }
        }
        return end();
    }

    /** Begins as many texts as there is room for; none once the work is cancelled. */
    private void admit() {
        if (job.isCancelled()) {
            state.waiting.clear();
        }
        while (state.live.size() < job.settings().batch() && !state.waiting.isEmpty() && !job.isCancelled()) {
            beginning = state.waiting.remove();
            ScoredText scored = scoring.apply(beginning.attempt());
            state.live.add(Search.start(beginning, scored, seconds(), job, goal));
            beginning = null;
        }
    }

    /** Evaluates the points that the searches ask for, in one batch; leaves out those that give up. */
    private List<Search> measure() {
        List<Probe> probes = new ArrayList<>();
        List<Search> asking = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (Search search : state.live) {
            List<Point> points = search.ask();
            if (!points.isEmpty()) {
                points.forEach(point -> probes.add(new Probe(search.text(), point)));
                asking.add(search);
                ends.add(probes.size());
            }
        }
        List<Evaluation> found = objective.evaluate(probes);
        int at = 0;
        for (int i = 0; i < asking.size(); i++) {
            asking.get(i).measure(found.subList(at, ends.get(i)));
            at = ends.get(i);
        }
        return asking;
    }

    private List<Outcome> end() {
        List<Search> ended =
                state.live.stream().filter(search -> !search.isLive()).toList();
        List<Outcome> outcomes = endings.of(ended, objective, this::seconds);
        state.live.removeAll(ended);
        state.finished += ended.size();
        return outcomes;
    }

    @Override
    public List<Integer> abandon() {
        List<Integer> abandoned = beginning != null
                ? List.of(beginning.attempt().index())
                : state.live.stream().map(search -> search.attempt().index()).toList();
        if (beginning == null) {
            state.live.clear();
        }
        beginning = null;
        state.finished += abandoned.size();
        return abandoned;
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
                        search.text().evaluations(),
                        scores.correct(),
                        attempt.tokens(),
                        scores.minMargin(),
                        scores.totalNats() / scores.tokens(),
                        seconds(),
                        secondsLeft(search)));
    }

    /** From the rate of the texts that are done; before the first, what the limits leave. */
    private double secondsLeft(Search search) {
        return state.finished > 0
                ? seconds() * (state.ids.size() - state.finished) / state.finished
                : search.secondsLeft(seconds());
    }

    private double seconds() {
        return before + (System.nanoTime() - began) / 1e9;
    }

    @Override
    public SearchState state() {
        state.seconds = seconds();
        state.reducedBatch = engine.reducedBatch();
        return state;
    }

    @Override
    public void close() {
        objective.close();
    }
}
