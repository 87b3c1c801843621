package dev.cram.internal.search;

import dev.cram.internal.text.CheckedText;
import dev.cram.internal.text.ScoredText;
import dev.cram.measure.VectorBits;
import dev.cram.memory.Estimate;
import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The main job: takes texts, gives vectors.
 *
 * @param job what it works with
 */
public record Cramming(Job job) {

    /** How hard a text is. */
    public Estimate estimate(CheckedText text) {
        return ScoredText.of(text, job.model(), vectorBits()).estimate();
    }

    /** What is known now: that may change while the work goes on. */
    private VectorBits vectorBits() {
        return VectorBits.of(job.model(), job.settings().vectorBits());
    }

    /**
     * Vectors of whole texts.
     *
     * @throws InexactException if some text is not done and that is not accepted
     */
    public List<MemoryVectors> whole(List<CheckedText> texts) {
        return complete(texts, Goal.WHOLE);
    }

    /**
     * Vectors of the longest prefixes of texts.
     *
     * @throws InexactException if nothing of some text is exact and that is not accepted
     */
    public List<MemoryVectors> prefixes(List<CheckedText> texts) {
        if (job.settings().autoVectors()) {
            throw new IllegalStateException(
                    "compressPrefix needs a number of vectors, not autoVectors(): any prefix fits enough of them");
        }
        return complete(texts, Goal.PREFIX);
    }

    /** Searches that begin, or go on where an earlier call was killed. */
    Searching searching(List<Attempt> attempts, Goal goal) {
        job.check();
        Serializable beginning =
                job.settings().autoVectors() ? new FewestVectors.State(attempts) : new SearchState(attempts);
        return job.file().isPresent()
                ? Resumption.of(job, job.file().get(), goal, attempts, beginning, state -> searching(state, goal))
                : searching(beginning, goal);
    }

    /** Searches that go on from a state. */
    private Searching searching(Serializable state, Goal goal) {
        VectorBits vectorBits = vectorBits();
        Function<Attempt, ScoredText> scoring = attempt -> {
            ScoredText scored = ScoredText.of(attempt.text(), job.model(), vectorBits);
            job.listener().onStarted(attempt.index(), scored.estimate());
            return scored;
        };
        return state instanceof SearchState one
                ? new JointSearch(job, goal, one, scoring)
                : new FewestVectors(job, (FewestVectors.State) state, scoring);
    }

    /** Hands over the outcome of each text that begins, those of an earlier call that is gone on with first. */
    private void work(List<CheckedText> texts, Goal goal, Consumer<Outcome> finish) {
        try (Searching searching = searching(Attempt.all(texts, job.settings(), goal), goal)) {
            while (!searching.isOver()) {
                searching.next().forEach(finish);
            }
        }
    }

    private List<MemoryVectors> complete(List<CheckedText> texts, Goal goal) {
        @Nullable MemoryVectors[] all = new MemoryVectors[texts.size()];
        boolean[] done = new boolean[all.length];
        work(texts, goal, outcome -> {
            all[outcome.index()] = vectors(outcome);
            done[outcome.index()] = outcome.done();
        });
        List<MemoryVectors> begun = new ArrayList<>();
        List<MemoryVectors> failed = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            MemoryVectors vectors = all[i];
            if (vectors != null) {
                begun.add(vectors);
                if (!done[i]) {
                    failed.add(vectors);
                }
            }
        }
        if (begun.size() < all.length || (!failed.isEmpty() && !job.settings().acceptInexact())) {
            throw new InexactException(begun, failed, all.length);
        }
        return List.copyOf(begun);
    }

    /** Makes vectors of an outcome, and tells the listener. */
    MemoryVectors vectors(Outcome outcome) {
        MemoryVectors vectors = outcome.toVectors(job.model(), job.settings());
        job.listener().onFinished(outcome.index(), vectors);
        return vectors;
    }
}
