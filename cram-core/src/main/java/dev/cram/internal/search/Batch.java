package dev.cram.internal.search;

import dev.cram.internal.Seeds;
import dev.cram.measure.Estimate;
import dev.cram.measure.Measures;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import dev.cram.optimizer.VectorOptimizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Texts that are evaluated together; those that are done leave. Every round: ask the optimizers of all live texts, measure
 * their points in one evaluation, decide (verify candidates by greedy decoding, stop at limits), keep the best measured
 * vectors, and let the optimizers step.
 */
final class Batch {

    private final FrozenModel model;
    private final CrammingLoop.Plan plan;
    private final List<Task> tasks;
    private final Halving halving;
    private final ProgressListener listener;
    private final MeteredEngine engine;
    private final List<TokenScores> plain;
    private final List<Search> searches;
    private final long began = System.nanoTime();

    Batch(FrozenModel model, CrammingLoop.Plan plan, List<Task> tasks, Halving halving, ProgressListener listener) {
        this.model = model;
        this.plan = plan;
        this.tasks = tasks;
        this.halving = halving;
        this.listener = listener;
        this.engine = new MeteredEngine(model, ids(), halving);
        this.plain = ids().stream().map(model::score).toList();
        this.searches = IntStream.range(0, tasks.size()).mapToObj(this::start).toList();
    }

    private List<int[]> ids() {
        return tasks.stream().map(task -> task.text().ids()).toList();
    }

    private Search start(int i) {
        Task task = tasks.get(i);
        int tokens = task.text().ids().length;
        double bits = Measures.bits(plain.get(i).totalNats());
        Estimate estimate = Estimate.of(model, bits, tokens, plan.vectorBits());
        long seed = Seeds.derive(plan.seed(), task.text().text(), 0);
        float[] initial = Seeds.normal(seed, plan.vectors() * model.width(), model.embeddingStd());
        VectorOptimizer.Problem problem = new VectorOptimizer.Problem(
                initial.clone(),
                plan.vectors(),
                model.width(),
                tokens,
                prefixMargin(),
                task.steps(),
                task.budget(),
                estimate.difficulty(plan.vectors()),
                seed);
        CheckedState state = CheckedState.start(plan.recipe().optimizer(), problem);
        return new Search(state, plan, initial, tokens, prefixMargin());
    }

    /**
     * Smallest gap that counts in a prefix, in logits: the target margin, but at least what rounding moves logits by,
     * since a prefix is decoded only once it is over, and ends at the first token that comes out otherwise.
     */
    private double prefixMargin() {
        double rounding = switch (model.precision()) {
            case "bfloat16" -> 0.1;
            case "float16" -> 0.02;
            default -> 0.001;
        };
        return Math.max(plan.margin(), rounding);
    }

    void run(CrammingLoop.Finish finish) {
        try (TextObjective objective = model.objective(ids())) {
            List<Integer> live = IntStream.range(0, tasks.size()).boxed().toList();
            while (!live.isEmpty()) {
                round(objective, live);
                finish(objective, live.stream().filter(i -> !isLive(i)).toList(), finish);
                live = live.stream().filter(this::isLive).toList();
            }
        }
    }

    private boolean isLive(int i) {
        return searches.get(i).isLive();
    }

    private void round(TextObjective objective, List<Integer> live) {
        List<Integer> measured = measure(objective, live);
        measured.forEach(this::report);
        verify(measured.stream()
                .filter(i -> isLive(i) && searches.get(i).isCandidate())
                .toList());
        boolean cancelled = Thread.currentThread().isInterrupted();
        for (int i : live) {
            Search search = searches.get(i);
            if (search.isLive() && cancelled) {
                search.stop(StopReason.CANCELLED);
            } else if (search.isLive()) {
                Task task = tasks.get(i);
                boolean spent = task.budget() > 0 && engine.evaluations(i) >= task.budget();
                search.step(spent || search.steps() >= task.steps());
            }
        }
    }

    /** Evaluates the points that the searches ask for, in one batch; leaves out those that give up. */
    private List<Integer> measure(TextObjective objective, List<Integer> live) {
        List<TextObjective.Row> rows = new ArrayList<>();
        List<Integer> asking = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        for (int text : live) {
            List<Point> points = searches.get(text).ask();
            if (!points.isEmpty()) {
                points.forEach(point -> rows.add(new TextObjective.Row(text, point)));
                asking.add(text);
                ends.add(rows.size());
            }
        }
        List<Evaluation> found = engine.evaluate(objective, rows);
        int at = 0;
        for (int i = 0; i < asking.size(); i++) {
            searches.get(asking.get(i)).measure(found.subList(at, ends.get(i)));
            at = ends.get(i);
        }
        return asking;
    }

    private void report(int i) {
        Task task = tasks.get(i);
        Search search = searches.get(i);
        TokenScores scores = search.lastScores();
        listener.onProgress(new Progress(
                task.index(),
                task.attempt(),
                plan.vectors(),
                search.steps(),
                task.steps(),
                engine.evaluations(i),
                scores.correct(),
                task.text().ids().length,
                scores.minMargin(),
                scores.totalNats() / scores.tokens(),
                seconds()));
    }

    private void verify(List<Integer> candidates) {
        int[] agreeing = decode(candidates.stream()
                .map(i -> new MeteredEngine.Decoding(
                        i, searches.get(i).best(), tasks.get(i).text().ids().length))
                .toList());
        for (int c = 0; c < agreeing.length; c++) {
            int i = candidates.get(c);
            searches.get(i).verified(agreeing[c] == tasks.get(i).text().ids().length);
        }
    }

    /** How many tokens greedy decoding returns; with a target margin also alone, in another batch shape. */
    private int[] decode(List<MeteredEngine.Decoding> wanted) {
        int[] agreeing = engine.agreeing(wanted);
        for (int i = 0; i < agreeing.length && plan.margin() > 0; i++) {
            List<MeteredEngine.Decoding> again = Collections.nCopies(agreeing.length == 1 ? 2 : 1, wanted.get(i));
            agreeing[i] = Math.min(agreeing[i], engine.agreeing(again)[0]);
        }
        return agreeing;
    }

    private void finish(TextObjective objective, List<Integer> ended, CrammingLoop.Finish finish) {
        Map<Integer, Outcome> prefixes = plan.goal() == CrammingLoop.Goal.PREFIX ? readBack(ended) : Map.of();
        settle(objective, ended.stream().filter(i -> !prefixes.containsKey(i)).toList());
        for (int i : ended) {
            Outcome prefix = prefixes.get(i);
            finish.accept(tasks.get(i).index(), prefix == null ? whole(i) : prefix);
        }
    }

    /** Decodes the longest prefixes of texts that are not exact as a whole: only the tokens that were found correct. */
    private Map<Integer, Outcome> readBack(List<Integer> ended) {
        List<Integer> held = ended.stream()
                .filter(i -> !searches.get(i).isExact() && searches.get(i).held() > 0)
                .toList();
        int[] agreeing = decode(held.stream()
                .map(i -> new MeteredEngine.Decoding(
                        i, searches.get(i).longest(), searches.get(i).held()))
                .toList());
        Map<Integer, Outcome> prefixes = new HashMap<>();
        for (int h = 0; h < agreeing.length; h++) {
            int i = held.get(h);
            Optional<CheckedText> prefix = tasks.get(i).text().prefix(agreeing[h], model);
            prefix.ifPresent(text -> prefixes.put(i, prefix(i, text)));
        }
        return prefixes;
    }

    private Outcome prefix(int i, CheckedText text) {
        Search search = searches.get(i);
        int tokens = text.ids().length;
        return outcome(
                i,
                text,
                search.longest(),
                search.longestScores().prefix(tokens),
                plain.get(i).prefix(tokens),
                true,
                true);
    }

    private Outcome whole(int i) {
        Search search = searches.get(i);
        boolean done = search.stopReason() == StopReason.EXACT;
        return outcome(i, tasks.get(i).text(), search.best(), search.scores(), plain.get(i), search.isExact(), done);
    }

    private Outcome outcome(
            int i,
            CheckedText text,
            float[] vectors,
            TokenScores scores,
            TokenScores without,
            boolean exact,
            boolean done) {
        Search search = searches.get(i);
        return new Outcome(
                text,
                vectors,
                scores,
                without,
                search.horizon(),
                exact,
                done,
                Objects.requireNonNull(search.stopReason()),
                search.steps(),
                engine.evaluations(i),
                seconds(),
                halving.limit());
    }

    /** Measures, over the whole text, what was measured over a part of it only, and verifies what turns out correct. */
    private void settle(TextObjective objective, List<Integer> ended) {
        List<Integer> open =
                ended.stream().filter(i -> searches.get(i).unsettled() != null).toList();
        List<TextObjective.Row> rows = new ArrayList<>();
        for (int i : open) {
            float[] vectors = Objects.requireNonNull(searches.get(i).unsettled());
            rows.add(new TextObjective.Row(i, Point.of(vectors, Demand.SCORES)));
        }
        List<Evaluation> found = engine.evaluate(objective, rows);
        for (int o = 0; o < open.size(); o++) {
            searches.get(open.get(o))
                    .settle(rows.get(o).point().vectors(), found.get(o).scores());
        }
        verify(ended.stream().filter(i -> searches.get(i).isUnverified()).toList());
    }

    private double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}
