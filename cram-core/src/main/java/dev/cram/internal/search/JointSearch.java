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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The searches for texts that are evaluated together. Every round: let waiting texts take the places of those that are
 * done, ask the optimizers of all live texts, measure their points in one evaluation, decide (verify candidates by greedy
 * decoding, stop at limits), keep the best measured vectors, and let the optimizers step. Texts of like length share a
 * round, since the shortest go first. Which do depends only on the texts and the settings, as batching changes last bits.
 */
final class JointSearch implements Searching {

    /** Rounds for which a candidate waits for others. */
    private static final int WAITING = 8;

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

    /** What is under way, so that a failure is that of these texts. */
    private Attempt.@Nullable Waiting beginning;

    private List<Search> atWork = List.of();

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
        Set<Integer> reported = new HashSet<>();
        measured.stream()
                .filter(search -> reported.add(search.attempt().index()))
                .forEach(this::report);
        double now = seconds();
        decode.verify(measured.stream()
                .filter(search -> search.isLive()
                        && search.isCandidate()
                        && search.limit(now).isPresent())
                .toList());
        measured.stream().filter(Search::isLive).forEach(search -> search.step(now));
        boolean cancelled = job.isCancelled();
        verify(cancelled);
        if (cancelled) {
            state.live.stream().filter(Search::isLive).forEach(search -> search.stop(StopReason.CANCELLED));
        }
        return end();
    }

    /**
     * Decodes candidates, once there are as many as texts that are still searched for, or they have waited for a few rounds: a
     * decode goes token by token, which takes as long for several texts as for one.
     */
    private void verify(boolean now) {
        List<Search> candidates = state.live.stream()
                .filter(search -> search.isLive() && search.isCandidate())
                .toList();
        long others = state.live.stream().filter(Search::isLive).count() - candidates.size();
        state.waited = candidates.isEmpty() ? 0 : state.waited + 1;
        if (now || candidates.size() >= others || state.waited > WAITING) {
            state.waited = 0;
            atWork = candidates;
            decode.verify(candidates);
        }
    }

    /** Texts that rounds measure. */
    private List<Search> searching() {
        return state.live.stream().filter(search -> !search.isCandidate()).toList();
    }

    /** Begins as many texts as there is room for; none once the work is cancelled. */
    private void admit() {
        if (job.isCancelled()) {
            state.waiting.clear();
        }
        int free = job.settings().batch() - searching().size();
        for (; free > 0 && !state.waiting.isEmpty() && !job.isCancelled(); free--) {
            beginning = state.waiting.remove();
            ScoredText scored = scoring.apply(beginning.attempt());
            state.live.add(Search.start(beginning, scored, seconds(), job, goal, 0));
            beginning = null;
        }
        if (state.waiting.isEmpty() && goal == Goal.WHOLE) {
            restart(free);
        }
    }

    /** Lets hard texts begin again beside themselves, as far as there is room. */
    private void restart(int free) {
        for (int left = free; left > 0; left--) {
            Optional<Search> hard = state.contest.hardest(state.live);
            if (hard.isEmpty()) {
                return;
            }
            int start = state.contest.starts(hard.get(), state.live);
            state.live.add(hard.get().another(start, job, goal));
        }
    }

    /** Evaluates the points that the searches ask for, in one batch; leaves out those that give up. */
    private List<Search> measure() {
        List<Probe> probes = new ArrayList<>();
        List<Search> asking = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        atWork = searching();
        for (Search search : atWork) {
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
        List<Search> ended = state.contest.end(state.live);
        atWork = ended;
        List<Outcome> outcomes = endings.of(ended, objective, this::seconds);
        state.finished += ended.size();
        return outcomes;
    }

    @Override
    public List<Integer> abandon() {
        List<Integer> abandoned = beginning != null
                ? List.of(beginning.attempt().index())
                : atWork.stream()
                        .map(search -> search.attempt().index())
                        .distinct()
                        .toList();
        state.live.removeIf(search -> abandoned.contains(search.attempt().index()));
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
