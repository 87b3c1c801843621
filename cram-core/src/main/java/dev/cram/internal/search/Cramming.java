package dev.cram.internal.search;

import dev.cram.measure.VectorBits;
import dev.cram.memory.Estimate;
import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
        List<ScoredText> scored = scored(texts);
        Results results = new Results(texts.size());
        if (job.settings().autoVectors()) {
            new FewestVectors(job).run(scored, results);
        } else {
            run(scored, Goal.WHOLE, results);
        }
        return results.complete();
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
        Results results = new Results(texts.size());
        run(scored(texts), Goal.PREFIX, results);
        return results.complete();
    }

    private List<ScoredText> scored(List<CheckedText> texts) {
        VectorBits vectorBits = vectorBits();
        List<ScoredText> scored = texts.stream()
                .map(text -> ScoredText.of(text, job.model(), vectorBits))
                .toList();
        for (int i = 0; i < scored.size(); i++) {
            job.listener().onStarted(i, scored.get(i).estimate());
        }
        return scored;
    }

    private void run(List<ScoredText> texts, Goal goal, Consumer<Outcome> finish) {
        new CrammingLoop(job, goal).run(Attempt.one(texts, job.settings().recipe(), goal), finish);
    }

    /** Takes outcomes as they come, and tells the listener. */
    private final class Results implements Consumer<Outcome> {

        private final MemoryVectors[] all;
        private final boolean[] done;

        Results(int texts) {
            all = new MemoryVectors[texts];
            done = new boolean[texts];
        }

        @Override
        public void accept(Outcome outcome) {
            int index = outcome.index();
            all[index] = outcome.toVectors(job.model(), job.settings());
            done[index] = outcome.done();
            job.listener().onFinished(index, all[index]);
        }

        List<MemoryVectors> complete() {
            List<MemoryVectors> failed = IntStream.range(0, all.length)
                    .filter(i -> !done[i])
                    .mapToObj(i -> all[i])
                    .toList();
            if (!job.settings().acceptInexact() && !failed.isEmpty()) {
                throw new InexactException(List.of(all), failed);
            }
            return List.of(all);
        }
    }
}
