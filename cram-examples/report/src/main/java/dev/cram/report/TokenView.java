package dev.cram.report;

import com.google.gson.Gson;
import dev.cram.measure.Measures;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.ModelFacts;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;

/** The texts that the page shows token by token: those of the main sources in one vector. */
final class TokenView {

    /** Longer pages are slow to open; of each length the first texts are shown. */
    private static final int MOST_TOKENS = 60_000;

    private TokenView() {}

    /**
     * A text and what the page shows of its tokens.
     *
     * @param label what the list of texts calls it
     * @param tokens the text of each token
     * @param before surprisal without the vector, in bits
     * @param after surprisal with the vector, in bits
     * @param margin with the vector, in logits
     */
    record Shown(String label, List<String> tokens, List<Double> before, List<Double> after, List<Double> margin) {

        static Shown of(Crammed text) {
            return new Shown(
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
    }

    /** The texts, as many of each length as fit. */
    static List<Shown> of(Observations observations) {
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
        return chosen.stream().map(Shown::of).toList();
    }

    private static int tokens(List<Crammed> texts) {
        return texts.stream().mapToInt(Crammed::tokens).sum();
    }

    /** The section's elements, which the page's script fills. */
    static String html(Observations observations) {
        List<Shown> shown = of(observations);
        if (shown.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("""
                <section id="tokens" aria-labelledby="tokens-title"><h2 id="tokens-title">Every token</h2>
                <p>Each token is shaded by its surprisal: the darker, the less expected. The upper half is without the vector,
                the lower with it. Point at a token, or move through them with the arrow keys, for its values.</p>
                <p class="controls"><label>Text <select id="token-text">
                """);
        for (int i = 0; i < shown.size(); i++) {
            html.append("<option value=\"")
                    .append(i)
                    .append("\">")
                    .append(Html.escape(shown.get(i).label()))
                    .append("</option>");
        }
        html.append("""
                </select></label></p>
                <fieldset class="controls"><legend>Shade by</legend>
                <label><input type="radio" name="shade" value="both" checked> surprisal before and after</label>
                <label><input type="radio" name="shade" value="before"> before</label>
                <label><input type="radio" name="shade" value="after"> after</label>
                <label><input type="radio" name="shade" value="margin"> small margin</label></fieldset>
                <div id="token-list" role="listbox" aria-label="Tokens of the text" aria-describedby="token-help"></div>
                <output id="token-values" aria-live="polite">No token chosen.</output>
                <p id="token-help" class="note">Left and right move by a token, Home and End go to the ends.</p>
                <noscript><p>The tokens need JavaScript; all their values are in results.jsonl.</p></noscript>
                <script type="application/json" id="token-data">
                """);
        html.append(new Gson().toJson(shown));
        return html.append("</script></section>\n").toString();
    }
}
