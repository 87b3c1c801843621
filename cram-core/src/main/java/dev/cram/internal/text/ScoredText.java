package dev.cram.internal.text;

import dev.cram.measure.Measures;
import dev.cram.measure.VectorBits;
import dev.cram.memory.Estimate;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import java.io.Serializable;
import java.util.Optional;

/**
 * A text with what the model makes of it without vectors, which is worked out once.
 *
 * @param text the text
 * @param plain scores of its tokens without vectors
 * @param vectorBits what one vector is expected to hold, of which all that is done for the text has the same idea
 */
public record ScoredText(CheckedText text, TokenScores plain, VectorBits vectorBits) implements Serializable {

    public static ScoredText of(CheckedText text, FrozenModel model, VectorBits vectorBits) {
        return new ScoredText(text, model.score(text.ids()), vectorBits);
    }

    public int[] ids() {
        return text.ids();
    }

    public Estimate estimate() {
        return vectorBits.estimate(Measures.bits(plain.totalNats()), plain.tokens());
    }

    /** The longest prefix of at most so many tokens that tokenises back to itself. */
    public Optional<ScoredText> prefix(int tokens, FrozenModel model) {
        return text.prefix(tokens, model)
                .map(start -> new ScoredText(start, plain.prefix(start.ids().length), vectorBits));
    }

    /**
     * What the text is made of, as the model's inputs: the mean embedding of each of so many runs of its tokens, which are
     * as long as each other but for a token, and overlap where there are fewer tokens than runs, {@code [runs x width]}.
     */
    public float[] means(int runs, FrozenModel model) {
        int width = model.width();
        int tokens = ids().length;
        float[] embeddings = model.embed(ids());
        float[] means = new float[runs * width];
        for (int run = 0; run < runs; run++) {
            int first = (int) ((long) run * tokens / runs);
            int end = Math.max(first + 1, (int) ((run + 1L) * tokens / runs));
            for (int i = first * width; i < end * width; i++) {
                means[run * width + i % width] += embeddings[i] / (end - first);
            }
        }
        return means;
    }
}
