package dev.cram.internal;

import com.google.common.collect.Lists;
import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.FrozenModel;
import dev.cram.api.Point;
import dev.cram.api.Progress;
import dev.cram.api.ProgressListener;
import dev.cram.api.StopReason;
import dev.cram.api.TextObjective;
import dev.cram.api.TokenScores;
import dev.cram.capacity.Estimate;
import dev.cram.capacity.Measures;
import dev.cram.optim.Recipe;
import dev.cram.spi.VectorOptimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The optimisation loop over the texts of one call. Every round of a batch: ask the optimizers of all live texts,
 * measure their points in one evaluation, decide (verify candidates by greedy decoding, stop at limits), keep the best
 * measured vectors, and let the optimizers step.
 *
 * <p>Which texts share a batch depends only on the texts and the batch size, since batching changes the last bits.
 */
public final class CrammingLoop {

    /**
     * What a call wants.
     *
     * @param vectors number of memory vectors a text
     * @param recipe the method and its limits
     * @param seed the user's seed
     * @param margin smallest margin that every token must reach, in logits
     * @param budget evaluations after which a text is given up; 0 for no such limit
     * @param batch largest number of texts evaluated together
     * @param vectorBits what one vector holds, in bits, if the user knows; else 0
     */
    public record Plan(
            int vectors, Recipe recipe, long seed, double margin, double budget, int batch, double vectorBits) {}

    /**
     * How the search for one text ended.
     *
     * @param vectors the best that were measured
     * @param plain scores without vectors
     * @param scores their scores
     * @param longest vectors at which the longest prefix was correct
     * @param horizon that prefix's length in tokens
     * @param exact whether greedy decoding from them returned the text
     * @param stopReason why the search ended
     * @param steps rounds taken
     * @param evaluations cost in evaluations
     * @param seconds wall time of its batch until it ended
     * @param reducedBatch largest number of rows evaluated together after memory ran out; 0 if it never did
     */
    public record Outcome(
            float[] vectors,
            TokenScores plain,
            TokenScores scores,
            float[] longest,
            int horizon,
            boolean exact,
            StopReason stopReason,
            int steps,
            double evaluations,
            double seconds,
            int reducedBatch) {

        /** The same at the cost of this attempt and another. */
        Outcome after(Outcome before) {
            return costing(steps + before.steps, evaluations + before.evaluations, seconds + before.seconds);
        }

        /** The same at another's cost. */
        Outcome costing(Outcome other) {
            return costing(other.steps, other.evaluations, other.seconds);
        }

        private Outcome costing(int steps, double evaluations, double seconds) {
            return new Outcome(
                    vectors,
                    plain,
                    scores,
                    longest,
                    horizon,
                    exact,
                    stopReason,
                    steps,
                    evaluations,
                    seconds,
                    reducedBatch);
        }
    }

    private final FrozenModel model;
    private final Plan plan;
    private final ProgressListener listener;
    private final Halving halving;

    /**
     * For one call.
     *
     * @param model the frozen model
     * @param plan what is wanted
     * @param listener told after every round of every text
     */
    public CrammingLoop(FrozenModel model, Plan plan, ProgressListener listener) {
        this.model = model;
        this.plan = plan;
        this.listener = listener;
        this.halving = new Halving(listener);
    }

    /** Takes the outcome of a text as soon as its search has ended. */
    @FunctionalInterface
    public interface Finish {

        /**
         * Takes an outcome.
         *
         * @param text the text's index
         * @param outcome how its search ended
         */
        void accept(int text, Outcome outcome);
    }

    /**
     * Searches vectors for some texts.
     *
     * @param texts the texts
     * @param which indices of those to search for
     * @param finish told of every such text once
     */
    public void run(List<CheckedText> texts, List<Integer> which, Finish finish) {
        List<Integer> byLength = which.stream()
                .sorted(Comparator.comparingInt(i -> texts.get(i).ids().length))
                .toList();
        for (List<Integer> batch : Lists.partition(byLength, plan.batch())) {
            new Batch(batch, batch.stream().map(texts::get).toList()).run(finish);
        }
    }

    /** Texts that are evaluated together; those that are done leave. */
    private final class Batch {

        private final List<Integer> indices;
        private final List<CheckedText> texts;
        private final List<TokenScores> plain;
        private final List<Search> searches;
        private final long began = System.nanoTime();

        Batch(List<Integer> indices, List<CheckedText> texts) {
            this.indices = indices;
            this.texts = texts;
            this.plain = texts.stream().map(text -> model.score(text.ids())).toList();
            this.searches =
                    IntStream.range(0, texts.size()).mapToObj(this::start).toList();
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

        private Search start(int i) {
            CheckedText text = texts.get(i);
            double bits = Measures.bits(plain.get(i).totalNats());
            Estimate estimate = Estimate.of(model, bits, text.ids().length, plan.vectorBits());
            long seed = Seeds.derive(plan.seed(), text.text(), 0);
            float[] initial = Seeds.normal(seed, plan.vectors() * model.width(), model.embeddingStd());
            CheckedState state = CheckedState.start(
                    plan.recipe().optimizer(),
                    new VectorOptimizer.Problem(
                            initial.clone(),
                            plan.vectors(),
                            model.width(),
                            text.ids().length,
                            prefixMargin(),
                            plan.recipe().steps(),
                            plan.budget(),
                            estimate.difficulty(plan.vectors()),
                            seed));
            return new Search(state, plan.recipe().loss(), initial, text.ids().length, plan.margin(), prefixMargin());
        }

        void run(Finish finish) {
            try (TextObjective objective =
                    model.objective(texts.stream().map(CheckedText::ids).toList())) {
                for (List<Integer> live = live(); !live.isEmpty(); live = live()) {
                    round(objective, live, finish);
                }
            }
        }

        private List<Integer> live() {
            return IntStream.range(0, searches.size())
                    .filter(i -> searches.get(i).isLive())
                    .boxed()
                    .toList();
        }

        private void round(TextObjective objective, List<Integer> live, Finish finish) {
            List<Integer> measured = measure(objective, live);
            measured.forEach(this::report);
            List<Integer> candidates = measured.stream()
                    .filter(i -> searches.get(i).isLive() && searches.get(i).isCandidate())
                    .toList();
            boolean[] exact = decodesExactly(candidates);
            for (int c = 0; c < candidates.size(); c++) {
                searches.get(candidates.get(c)).verified(exact[c], plan.margin() > 0 ? 2 : 1);
            }
            boolean cancelled = Thread.currentThread().isInterrupted();
            for (int i : live) {
                Search search = searches.get(i);
                if (search.isLive() && cancelled) {
                    search.stop(StopReason.CANCELLED);
                } else if (search.isLive()) {
                    search.step(plan.recipe(), plan.budget());
                }
                if (!search.isLive()) {
                    finish.accept(indices.get(i), outcome(objective, i));
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
            List<Evaluation> found = rows.isEmpty() ? List.of() : halving.apply(rows, objective::evaluate);
            int at = 0;
            for (int i = 0; i < asking.size(); i++) {
                searches.get(asking.get(i)).measure(found.subList(at, ends.get(i)));
                at = ends.get(i);
            }
            return asking;
        }

        /** Whether greedy decoding returns the texts; with a target margin also alone, in another batch shape. */
        private boolean[] decodesExactly(List<Integer> candidates) {
            boolean[] exact = decodes(candidates);
            for (int c = 0; c < exact.length && plan.margin() > 0; c++) {
                exact[c] &= decodes(Collections.nCopies(exact.length == 1 ? 2 : 1, candidates.get(c)))[0];
            }
            return exact;
        }

        private boolean[] decodes(List<Integer> candidates) {
            boolean[] exact = new boolean[candidates.size()];
            if (candidates.isEmpty()) {
                return exact;
            }
            List<int[]> decoded = halving.apply(candidates, this::decode);
            for (int c = 0; c < exact.length; c++) {
                CheckedText text = texts.get(candidates.get(c));
                exact[c] = Arrays.equals(decoded.get(c), text.ids())
                        && model.decode(decoded.get(c)).equals(text.text());
            }
            return exact;
        }

        private List<int[]> decode(List<Integer> some) {
            List<float[]> vectors =
                    some.stream().map(i -> searches.get(i).best()).toList();
            int[] lengths =
                    some.stream().mapToInt(i -> texts.get(i).ids().length).toArray();
            return List.of(model.greedy(vectors, lengths));
        }

        private void report(int i) {
            Search search = searches.get(i);
            TokenScores scores = search.lastScores();
            listener.onProgress(new Progress(
                    indices.get(i),
                    search.steps(),
                    plan.recipe().steps(),
                    search.evaluations(),
                    scores.correct(),
                    texts.get(i).ids().length,
                    scores.minMargin(),
                    scores.totalNats() / scores.tokens(),
                    seconds()));
        }

        private Outcome outcome(TextObjective objective, int i) {
            Search search = searches.get(i);
            if (!search.isMeasured()) {
                search.measureBest(objective
                        .evaluate(List.of(new TextObjective.Row(i, Point.of(search.best(), Demand.SCORES))))
                        .get(0));
            }
            StopReason reason = Objects.requireNonNull(search.stopReason());
            boolean exact = reason == StopReason.EXACT || (search.allCorrect() && decodesExactly(List.of(i))[0]);
            return new Outcome(
                    search.best(),
                    plain.get(i),
                    search.scores(),
                    search.longest(),
                    search.horizon(),
                    exact,
                    reason,
                    search.steps(),
                    search.evaluations(),
                    seconds(),
                    halving.limit());
        }

        private double seconds() {
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
