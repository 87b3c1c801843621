package dev.cram.study;

import dev.cram.Cram;
import dev.cram.CramSettings;
import dev.cram.memory.CramException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.Demand;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import dev.cram.recipe.Recipe;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observation;
import dev.cram.study.observation.Observations;
import dev.cram.study.observation.ResultLog;
import dev.cram.study.observation.Run;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.TextSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One model under study: its texts, its searches and the log of what was measured.
 *
 * <p>The unit of work is a batch of texts, which is measured as a whole or not at all: since batching changes the last
 * bits, a run that was stopped and continued gives the same numbers as one that was not. Not thread-safe.
 */
public final class Workbench {

    /**
     * A source of texts and what it stands for.
     *
     * @param texts the source
     * @param role what it stands for; exactly one source is {@link ModelFacts.Role#MAIN}
     */
    public record Source(TextSource texts, ModelFacts.Role role) {

        public Source {
            Objects.requireNonNull(texts, "texts");
            Objects.requireNonNull(role, "role");
        }
    }

    private final FrozenModel model;
    private final StudyPlan plan;
    private final List<Source> sources;
    private final ResultLog log;
    private final StudyListener listener;
    private final Recipe recipe;
    private final Run run;
    private final Meter meter = new Meter();
    private final Map<String, List<String>> drawn = new HashMap<>();
    private final Map<String, float[]> solved = new HashMap<>();

    /**
     * Checks that the log holds no results of the model under other settings, and notes these.
     *
     * @param model the model, which stays the caller's to close
     * @param plan the settings
     * @param sources where texts come from
     * @param log where results go
     * @param listener told after every batch
     * @throws CramException if the log's settings are others
     */
    public Workbench(FrozenModel model, StudyPlan plan, List<Source> sources, ResultLog log, StudyListener listener) {
        this(model, plan, sources, log, listener, "");
    }

    /**
     * The same, noting what the process was told once it measures something.
     *
     * @param model the model, which stays the caller's to close
     * @param plan the settings
     * @param sources where texts come from
     * @param log where results go
     * @param listener told after every batch
     * @param command such as the command line
     * @throws CramException if the log's settings are others
     */
    public Workbench(
            FrozenModel model,
            StudyPlan plan,
            List<Source> sources,
            ResultLog log,
            StudyListener listener,
            String command) {
        this.model = Objects.requireNonNull(model, "model");
        this.plan = Objects.requireNonNull(plan, "plan");
        this.sources = List.copyOf(Objects.requireNonNull(sources, "sources"));
        this.log = Objects.requireNonNull(log, "log");
        this.listener = Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(command, "command");
        Recipe named = Recipe.named(plan.recipe());
        this.recipe = plan.steps() == 0 ? named : named.steps(plan.steps());
        ModelFacts facts = ModelFacts.of(
                model,
                plan,
                sources.stream()
                        .map(source -> new ModelFacts.SourceFacts(
                                source.texts().name(),
                                source.role(),
                                source.texts().identity()))
                        .toList());
        this.run = Run.of(model, command);
        log.checkSame(facts);
        log.append(List.of(facts));
    }

    /**
     * Runs studies, with one estimate of the time that all of them take.
     *
     * @param studies the studies
     */
    public void run(List<? extends Study<?>> studies) {
        studies.forEach(study -> meter.expect(study.work(this)));
        studies.forEach(study -> study.measure(this));
    }

    FrozenModel model() {
        return model;
    }

    StudyPlan plan() {
        return plan;
    }

    List<TextSource> sources() {
        return sources.stream().map(Source::texts).toList();
    }

    TextSource main() {
        return sources.stream()
                .filter(source -> source.role() == ModelFacts.Role.MAIN)
                .findFirst()
                .orElseThrow()
                .texts();
    }

    Recipe recipe() {
        return recipe;
    }

    Observations observations() {
        return log.observations();
    }

    /** The plan's texts of a source, each of so many tokens. */
    List<String> texts(TextSource source, int tokens) {
        return texts(source, tokens, plan.texts());
    }

    List<String> texts(TextSource source, int tokens, int count) {
        return drawn.computeIfAbsent(
                source.name() + "|" + tokens + "|" + count, key -> source.draw(model, tokens, count));
    }

    /** The lengths for some vectors, as far as the model has positions. */
    List<Integer> lengths(int vectors) {
        return plan.lengths().stream()
                .filter(tokens -> (long) tokens * vectors + vectors - 1 <= model.positions())
                .map(tokens -> tokens * vectors)
                .toList();
    }

    Cram cram(int vectors, long seed) {
        CramSettings settings = CramSettings.defaults()
                .vectors(vectors)
                .recipe(recipe)
                .seed(seed)
                .acceptInexact(true)
                .batch(plan.batch());
        return Cram.with(model, settings);
    }

    /** Makes observations unless they are at hand. */
    <T extends Observation> void unit(
            String what, double work, Class<T> kind, List<String> keys, Supplier<List<T>> measure) {
        if (keys.stream().allMatch(key -> observations().find(kind, key).isPresent())) {
            meter.found(work);
            return;
        }
        List<T> made = measure.get();
        log.append(List.of(run));
        log.append(made);
        meter.measured(work);
        listener.onProgress(model.name() + ", " + what, meter.share(), meter.secondsLeft());
    }

    /** The plan's texts of a source, of one length, crammed. */
    List<Crammed> cell(TextSource source, int vectors, int tokens) {
        List<String> texts = texts(source, tokens);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            keys.add(String.join("|", model.name(), source.name(), "" + vectors, "" + tokens, "" + i));
        }
        for (int from = 0; from < texts.size(); from += plan.batch()) {
            int begin = from;
            int end = Math.min(texts.size(), from + plan.batch());
            unit(
                    what(source, vectors, tokens),
                    (double) tokens * (end - begin),
                    Crammed.class,
                    keys.subList(begin, end),
                    () -> cram(source, vectors, tokens, begin, texts.subList(begin, end)));
        }
        return keys.stream()
                .map(key -> observations().find(Crammed.class, key).orElseThrow())
                .toList();
    }

    static String what(TextSource source, int vectors, int tokens) {
        return source.name() + ", " + tokens + " tokens in " + vectors + (vectors == 1 ? " vector" : " vectors");
    }

    /** The vectors of the texts of a cell, which are searched for again if this run has not. */
    List<float[]> solutions(TextSource source, int vectors, int tokens, int begin, List<String> batch) {
        List<float[]> found = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            float[] known = solved.get(solvedKey(source, vectors, tokens, begin + i));
            if (known == null) {
                return compress(vectors, plan.seed(), batch).stream()
                        .map(MemoryVectors::toArray)
                        .toList();
            }
            found.add(known);
        }
        return found;
    }

    private static String solvedKey(TextSource source, int vectors, int tokens, int index) {
        return source.name() + "|" + vectors + "|" + tokens + "|" + index;
    }

    /** Searches vectors; a search that was cancelled leaves no result. */
    List<MemoryVectors> compress(int vectors, long seed, List<String> texts) {
        return complete(cram(vectors, seed).compressAll(texts));
    }

    List<MemoryVectors> complete(List<MemoryVectors> found) {
        if (found.stream().anyMatch(vectors -> vectors.report().stopReason() == StopReason.CANCELLED)) {
            throw new CramException("Stopped: the same command continues where this one was");
        }
        return found;
    }

    private List<Crammed> cram(TextSource source, int vectors, int tokens, int begin, List<String> texts) {
        List<MemoryVectors> found = compress(vectors, plan.seed(), texts);
        List<Crammed> made = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            made.add(observe(source, begin + i, texts.get(i), found.get(i)));
            if (vectors == 1 && tokens == plan.detailTokens()) {
                solved.put(
                        solvedKey(source, vectors, tokens, begin + i),
                        found.get(i).toArray());
            }
        }
        return made;
    }

    private Crammed observe(TextSource source, int index, String text, MemoryVectors vectors) {
        int[] ids = model.encode(text);
        TokenScores crammed = scores(ids, List.of(vectors.toArray())).get(0);
        return new Crammed(
                model.name(),
                source.name(),
                vectors.count(),
                ids.length,
                index,
                text,
                Arrays.stream(ids).mapToObj(id -> model.decode(new int[] {id})).toList(),
                vectors.report().textBytes(),
                recipe.loss().first(),
                vectors.report().exact(),
                model.score(ids),
                crammed,
                vectors.report().steps(),
                vectors.report().evaluations(),
                vectors.report().seconds(),
                Objects.requireNonNull(vectors.report().stopReason()));
    }

    /** Scores of a text at some vectors. */
    List<TokenScores> scores(int[] ids, List<float[]> vectors) {
        List<TokenScores> scores = new ArrayList<>();
        try (TextObjective objective = model.objective(List.of(ids))) {
            for (int from = 0; from < vectors.size(); from += plan.batch()) {
                List<float[]> part = vectors.subList(from, Math.min(vectors.size(), from + plan.batch()));
                objective
                        .evaluate(part.stream()
                                .map(values -> new TextObjective.Row(0, Point.of(values, Demand.SCORES)))
                                .toList())
                        .forEach(evaluation -> scores.add(evaluation.scores()));
            }
        }
        return scores;
    }
}
