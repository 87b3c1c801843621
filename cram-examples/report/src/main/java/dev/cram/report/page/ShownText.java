package dev.cram.report.page;

import com.google.gson.Gson;
import dev.cram.measure.Measures;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;

/**
 * A text that the page shows token by token.
 *
 * @param label what the list of texts calls it
 * @param tokens the text of each token
 * @param before surprisal without the vector, in bits
 * @param after surprisal with the vector, in bits
 * @param margin with the vector, in logits
 */
record ShownText(String label, List<String> tokens, List<Double> before, List<Double> after, List<Double> margin) {

    /** Longer pages are slow to open; of each length the first texts are shown. */
    private static final int MOST_TOKENS = 60_000;

    /** Those of the main sources in one vector, as many of each length as fit. */
    static List<ShownText> of(Observations observations) {
        List<Crammed> texts = new ArrayList<>();
        for (ModelFacts facts : observations.all(ModelFacts.class)) {
            observations.all(Crammed.class).stream()
                    .filter(text -> text.model().equals(facts.model())
                            && text.vectors() == 1
                            && text.source().equals(facts.mainSource()))
                    .forEach(texts::add);
        }
        List<Crammed> chosen = texts;
        for (int most = 50; most > 0 && tokens(chosen) > MOST_TOKENS; most--) {
            int limit = most;
            chosen = texts.stream().filter(text -> text.index() < limit).toList();
        }
        return chosen.stream().map(ShownText::of).toList();
    }

    private static int tokens(List<Crammed> texts) {
        return texts.stream().mapToInt(Crammed::tokens).sum();
    }

    private static ShownText of(Crammed text) {
        return new ShownText(
                text.model() + ", " + text.source() + ", " + text.tokens() + " tokens, text " + (text.index() + 1)
                        + (text.exact() ? " (exact)" : ""),
                text.pieces(),
                bits(text.plain().crossEntropyNats()),
                bits(text.crammed().crossEntropyNats()),
                rounded(text.crammed().margins(), 1));
    }

    private static List<Double> bits(float[] nats) {
        return rounded(nats, Measures.bits(1));
    }

    private static List<Double> rounded(float[] values, double factor) {
        List<Double> rounded = new ArrayList<>();
        for (float value : values) {
            rounded.add(Math.round(value * factor * 100) / 100.0);
        }
        return rounded;
    }

    /** What the page's script reads, with {@code <}, {@code >} and {@code &} as escapes. */
    static String json(List<ShownText> texts) {
        return new Gson().toJson(texts);
    }
}
