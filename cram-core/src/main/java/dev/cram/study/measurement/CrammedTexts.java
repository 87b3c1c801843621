package dev.cram.study.measurement;

import com.google.common.base.Suppliers;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Key;
import dev.cram.study.observation.Observations;
import dev.cram.study.text.TextSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Texts of one length, crammed. Immutable.
 *
 * @param source where they come from
 * @param vectors number of vectors
 * @param tokens tokens of each text
 */
public record CrammedTexts(TextSource source, int vectors, int tokens) implements Measurement {

    @Override
    public String name() {
        return source.name() + ", " + tokens + " tokens in " + vectors + (vectors == 1 ? " vector" : " vectors");
    }

    @Override
    public double work(Subject subject) {
        return (double) subject.plan().texts() * tokens;
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        Supplier<List<String>> texts = texts(subject);
        for (List<Integer> batch : subject.batches(subject.plan().texts())) {
            recorder.unit(
                    name(),
                    (double) tokens * batch.size(),
                    batch.stream().map(index -> key(subject, index)).toList(),
                    () -> cram(subject, texts.get(), batch));
        }
    }

    /** The plan's texts of this length; drawn when they are first asked for. */
    Supplier<List<String>> texts(Subject subject) {
        return Suppliers.memoize(
                () -> source.draw(subject.model(), tokens, subject.plan().texts()));
    }

    /** What was observed of all texts. */
    List<Crammed> taken(Subject subject, Observations observations) {
        return IntStream.range(0, subject.plan().texts())
                .mapToObj(index -> observations.find(key(subject, index)).orElseThrow())
                .toList();
    }

    private Key<Crammed> key(Subject subject, int index) {
        return Crammed.key(subject.model().name(), source.name(), vectors, tokens, index);
    }

    /** The vectors of a batch, the same whenever they are searched for. */
    List<MemoryVectors> search(Subject subject, List<String> texts, List<Integer> batch) {
        List<String> chosen = batch.stream().map(texts::get).toList();
        return new Searches(subject).compress(vectors, subject.plan().seed(), chosen);
    }

    private List<Crammed> cram(Subject subject, List<String> texts, List<Integer> batch) {
        List<MemoryVectors> found = search(subject, texts, batch);
        List<Crammed> made = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            int index = batch.get(i);
            made.add(observe(subject, index, texts.get(index), found.get(i)));
        }
        return made;
    }

    private Crammed observe(Subject subject, int index, String text, MemoryVectors found) {
        FrozenModel model = subject.model();
        Searches searches = new Searches(subject);
        int[] ids = model.encode(text);
        return new Crammed(
                model.name(),
                source.name(),
                found.count(),
                ids.length,
                index,
                text,
                Arrays.stream(ids).mapToObj(id -> model.decode(new int[] {id})).toList(),
                found.report().text().bytes(),
                searches.first(),
                found.report().exact(),
                model.score(ids),
                searches.scores(ids, found.toArray()),
                found.report().cost().steps(),
                found.report().cost().evaluations(),
                found.report().cost().seconds(),
                Objects.requireNonNull(found.report().cost().stopReason()));
    }
}
