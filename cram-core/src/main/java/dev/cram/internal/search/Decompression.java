package dev.cram.internal.search;

import com.google.common.collect.Lists;
import dev.cram.internal.Halving;
import dev.cram.internal.metered.MeteredEngine;
import dev.cram.internal.metered.MeteredText;
import dev.cram.internal.text.CheckedText;
import dev.cram.internal.text.CheckedTexts;
import dev.cram.measure.MeasuredReport;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.model.Demand;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads vectors back with the model they were made for, and measures what they hold.
 *
 * @param model the model
 * @param acceptOtherPrecision whether vectors made in another precision of it are read too
 */
public record Decompression(FrozenModel model, boolean acceptOtherPrecision) {

    /**
     * What vectors decode to, by greedy decoding.
     *
     * @param vectors the vectors
     * @return the text, their own if they are exact
     * @throws ModelMismatchException if they were made for another model or precision, or decode to another text here
     */
    public String text(MemoryVectors vectors) {
        return texts(List.of(Objects.requireNonNull(vectors, "vectors")), 1).get(0);
    }

    /**
     * What each of some vectors decodes to, those of one number together.
     *
     * @param all the vectors
     * @param batch how many are decoded together at most
     * @return the texts, in order
     * @throws ModelMismatchException as for {@link #text}
     */
    public List<String> texts(List<MemoryVectors> all, int batch) {
        all.forEach(this::checkDecodable);
        Halving halving = new Halving(progress -> {});
        String[] texts = new String[all.size()];
        Map<Integer, List<Integer>> byCount = IntStream.range(0, texts.length)
                .boxed()
                .collect(Collectors.groupingBy(i -> all.get(i).count(), TreeMap::new, Collectors.toList()));
        for (List<Integer> sameCount : byCount.values()) {
            for (List<Integer> together : Lists.partition(sameCount, batch)) {
                List<String> decoded = halving.apply(
                        together,
                        some -> greedyTexts(some.stream().map(all::get).toList()));
                for (int i = 0; i < together.size(); i++) {
                    int index = together.get(i);
                    texts[index] = verified(all.get(index), decoded.get(i));
                }
            }
        }
        return List.of(texts);
    }

    private void checkDecodable(MemoryVectors vectors) {
        checkMadeFor(vectors);
        int longest = model.positions() - vectors.count() + 1;
        if (vectors.origin().tokens() > longest) {
            throw new ModelMismatchException(
                    vectors + ": more tokens than the " + longest + " that " + model.name() + " has positions for");
        }
    }

    private static String verified(MemoryVectors vectors, String text) {
        MemoryVectors.Origin origin = vectors.origin();
        if (origin.exact() && !CheckedText.sha256(text).equals(origin.textSha256())) {
            throw new ModelMismatchException(vectors
                    + ": they were exact where they were made, but decode to another text here. Either they were altered:"
                    + " then take them from their file again; or numbers round differently here, on another kind of machine,"
                    + " number of threads or version: then make them again with a target margin of 0.5 or more");
        }
        return text;
    }

    /**
     * Measures vectors against a text, whatever they were made for.
     *
     * @param vectors the vectors
     * @param wanted the text
     * @param seed the seed that the report names
     * @return the report
     * @throws dev.cram.memory.InvalidTextException if the text cannot be crammed
     * @throws ModelMismatchException if the vectors were made for another model or precision
     */
    public CapacityReport measure(MemoryVectors vectors, String wanted, long seed) {
        checkMadeFor(vectors);
        Objects.requireNonNull(wanted, "text");
        CheckedText checked = new CheckedTexts(model, vectors.count()).whole(wanted);
        int[] ids = checked.ids();
        long began = System.nanoTime();
        MeteredEngine engine = new MeteredEngine(model, new Halving(progress -> {}));
        MeteredText text = new MeteredText(0, ids);
        TokenScores after = scores(engine, text, vectors.toArray());
        MeteredEngine.Decoding whole = new MeteredEngine.Decoding(text, vectors.toArray(), ids.length);
        boolean exact = new ExactDecode(engine, 0).agreeing(List.of(whole))[0] == ids.length;
        double seconds = (System.nanoTime() - began) / 1e9;
        CapacityReport.Cost cost = new CapacityReport.Cost(0, text.evaluations(), seconds, null, null, seed, 0, 0);
        return MeasuredReport.of(model, wanted, model.score(ids), after, vectors.count(), exact, after.leading(), cost);
    }

    private TokenScores scores(MeteredEngine engine, MeteredText text, float[] vectors) {
        try (TextObjective objective = model.objective(List.of(text.ids()))) {
            MeteredEngine.Probe probe = new MeteredEngine.Probe(text, Point.of(vectors, Demand.SCORES));
            return engine.evaluate(objective, List.of(probe)).get(0).scores();
        }
    }

    private List<String> greedyTexts(List<MemoryVectors> vectors) {
        int[][] decoded = model.greedy(
                vectors.stream().map(MemoryVectors::toArray).toList(),
                vectors.stream().mapToInt(some -> some.origin().tokens()).toArray());
        return Arrays.stream(decoded).map(model::decode).toList();
    }

    private void checkMadeFor(MemoryVectors vectors) {
        Objects.requireNonNull(vectors, "vectors");
        MemoryVectors.Origin origin = vectors.origin();
        if (origin.fingerprint().equals(model.fingerprint()) && vectors.width() != model.width()) {
            throw new ModelMismatchException(vectors + ": their width is " + vectors.width() + ", but that of "
                    + model.name() + ", the model they were made for, is " + model.width()
                    + "; they were altered or put together wrongly: take them from their file again");
        }
        if (!origin.fingerprint().equals(model.fingerprint())) {
            throw new ModelMismatchException(vectors + ": they were made for the model " + origin.model()
                    + " of fingerprint " + abbreviate(origin.fingerprint()) + ", but this is " + model.name()
                    + " of fingerprint " + abbreviate(model.fingerprint()) + "; open the model they were made for");
        }
        if (origin.precision() != model.precision() && !acceptOtherPrecision) {
            throw new ModelMismatchException(vectors + ": they were made in " + origin.precision() + ", but "
                    + model.name() + " is open in " + model.precision() + "; open it in " + origin.precision()
                    + ", or call acceptOtherPrecision()");
        }
    }

    private static String abbreviate(String fingerprint) {
        return fingerprint.substring(0, Math.min(12, fingerprint.length()));
    }
}
