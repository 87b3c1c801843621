package dev.cram.study.measurement;

import com.google.common.base.Suppliers;
import dev.cram.internal.Seeds;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.TokenScores;
import dev.cram.study.observation.Key;
import dev.cram.study.observation.Solution;
import dev.cram.study.observation.StudyPlan;
import dev.cram.study.text.TextSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Several vectors of each text, found with different seeds. Immutable.
 *
 * @param source where the texts come from
 * @param tokens tokens of each text
 */
public record Solutions(TextSource source, int tokens) implements Measurement {

    @Override
    public String name() {
        return "geometry, solutions";
    }

    @Override
    public double work(Subject subject) {
        return (double) subject.plan().solutionTexts() * subject.plan().solutions() * tokens;
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        StudyPlan plan = subject.plan();
        Supplier<List<String>> texts = texts(subject);
        for (int solution = 0; solution < plan.solutions(); solution++) {
            long seed = seed(plan, solution);
            for (List<Integer> batch : subject.batches(plan.solutionTexts())) {
                recorder.unit(
                        "geometry, solution " + (solution + 1),
                        (double) tokens * batch.size(),
                        batch.stream().map(index -> key(subject, index, seed)).toList(),
                        () -> solve(subject, texts.get(), batch, seed));
            }
        }
    }

    /** The texts; drawn when they are first asked for. */
    Supplier<List<String>> texts(Subject subject) {
        return Suppliers.memoize(
                () -> source.draw(subject.model(), tokens, subject.plan().solutionTexts()));
    }

    Key<Solution> key(Subject subject, int index, long seed) {
        return Solution.key(subject.model().name(), source.name(), tokens, index, seed);
    }

    /** The first solution is that of the other studies; plans of neighbouring seeds have no other in common. */
    static long seed(StudyPlan plan, int solution) {
        return solution == 0 ? plan.seed() : Seeds.of(plan.seed(), solution);
    }

    private List<Solution> solve(Subject subject, List<String> texts, List<Integer> batch, long seed) {
        Searches searches = new Searches(subject);
        List<MemoryVectors> found =
                searches.compress(1, seed, batch.stream().map(texts::get).toList());
        List<Solution> made = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int index = batch.get(i);
            float[] vector = found.get(i).toArray();
            TokenScores scores = searches.scores(subject.model().encode(texts.get(index)), vector);
            made.add(new Solution(
                    subject.model().name(),
                    source.name(),
                    scores.tokens(),
                    index,
                    seed,
                    found.get(i).report().exact(),
                    scores.accuracy(searches.first()),
                    Solution.pack(vector)));
        }
        return made;
    }
}
