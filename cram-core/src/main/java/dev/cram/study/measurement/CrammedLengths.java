package dev.cram.study.measurement;

import dev.cram.model.CramException;
import dev.cram.study.observation.Crammed;
import dev.cram.study.text.TextSource;
import java.util.List;

/**
 * Texts of the plan's lengths, crammed: of all lengths, or of those that bisection asks for. Immutable.
 *
 * @param source where they come from
 * @param vectors number of vectors
 */
public record CrammedLengths(TextSource source, int vectors) implements Measurement {

    @Override
    public String name() {
        return source.name() + ", " + vectors + (vectors == 1 ? " vector" : " vectors");
    }

    @Override
    public double work(Subject subject) {
        List<Integer> lengths = lengths(subject);
        double all = lengths.stream()
                .mapToDouble(tokens -> texts(tokens).work(subject))
                .sum();
        return subject.plan().bisect() ? all / lengths.size() * (1 + Math.log(lengths.size()) / Math.log(2)) : all;
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        List<Integer> lengths = lengths(subject);
        if (subject.plan().bisect()) {
            bisect(lengths, subject, recorder);
        } else {
            lengths.forEach(tokens -> texts(tokens).take(subject, recorder));
        }
    }

    private void bisect(List<Integer> lengths, Subject subject, Recorder recorder) {
        int low = 0;
        int high = lengths.size();
        while (low < high) {
            int middle = (low + high) / 2;
            CrammedTexts texts = texts(lengths.get(middle));
            texts.take(subject, recorder);
            List<Crammed> crammed = texts.taken(subject, recorder.observations());
            double accuracies = crammed.stream().mapToDouble(Crammed::accuracy).reduce(0, Double::sum);
            boolean fits = accuracies / crammed.size() > Crammed.CRITERION;
            low = fits ? middle + 1 : low;
            high = fits ? high : middle;
        }
    }

    private CrammedTexts texts(int tokens) {
        return new CrammedTexts(source, vectors, tokens);
    }

    private List<Integer> lengths(Subject subject) {
        List<Integer> lengths = subject.lengths(vectors);
        if (lengths.isEmpty()) {
            throw new CramException("The model " + subject.model().name() + " has "
                    + subject.model().positions() + " positions, too few for the shortest of the lengths "
                    + subject.plan().lengths() + " in " + vectors + " vectors: ask for shorter texts or fewer vectors");
        }
        return lengths;
    }
}
