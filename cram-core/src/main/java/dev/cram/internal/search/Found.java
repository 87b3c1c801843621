package dev.cram.internal.search;

import com.google.common.hash.Hashing;
import dev.cram.measure.Measures;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.FrozenModel;
import java.nio.charset.StandardCharsets;

/**
 * Makes memory vectors with their report of what a search found.
 *
 * @param model the model of the search
 * @param recipe name of the recipe
 * @param seed the user's seed
 */
public record Found(FrozenModel model, String recipe, long seed) {

    /**
     * The vectors of an outcome, exact or not.
     *
     * @param outcome how a search ended
     * @return the vectors, with their report
     */
    public MemoryVectors vectors(Outcome outcome) {
        String text = outcome.text().text();
        int tokens = outcome.text().ids().length;
        MemoryVectors.Origin origin = new MemoryVectors.Origin(
                model.name(), model.fingerprint(), model.precision(), tokens, sha256(text), outcome.exact());
        Measures.Effort effort = new Measures.Effort(
                outcome.steps(),
                outcome.evaluations(),
                outcome.seconds(),
                outcome.stopReason(),
                recipe,
                seed,
                outcome.reducedBatch());
        int count = outcome.vectors().length / model.width();
        return MemoryVectors.of(outcome.vectors(), count, origin)
                .withReport(Measures.report(
                        model,
                        text,
                        outcome.plain(),
                        outcome.scores(),
                        count,
                        outcome.exact(),
                        outcome.exact() ? tokens : outcome.horizon(),
                        effort));
    }

    /**
     * The checksum that vectors carry of their text.
     *
     * @param text the text
     * @return SHA-256 over its UTF-8, in hexadecimal digits
     */
    public static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
