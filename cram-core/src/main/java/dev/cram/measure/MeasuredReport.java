package dev.cram.measure;

import com.google.common.base.Utf8;
import dev.cram.memory.CapacityReport;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import java.util.Objects;

/**
 * A report as its measurements. Immutable.
 *
 * @param exact whether greedy decoding from the vectors alone returned the text
 * @param text the text's sizes
 * @param vectors the vectors' sizes
 * @param tokens what is correct, and how safely
 * @param bits cross-entropy without the vectors and with them
 * @param cost what the search took
 * @param model the model, as it was open
 */
public record MeasuredReport(
        boolean exact, Text text, Vectors vectors, Tokens tokens, Bits bits, Cost cost, Model model)
        implements CapacityReport {

    public MeasuredReport {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(vectors, "vectors");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(bits, "bits");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(model, "model");
    }

    /**
     * Puts the measurements of one text together.
     *
     * @param model the model
     * @param text the text
     * @param before scores of its tokens without the vectors
     * @param after scores of its tokens with the vectors
     * @param vectors number of memory vectors
     * @param exact whether greedy decoding returned the text
     * @param horizon the longest prefix that was correct in some round, in tokens
     * @param cost what the search took
     * @return the report
     */
    public static MeasuredReport of(
            FrozenModel model,
            String text,
            TokenScores before,
            TokenScores after,
            int vectors,
            boolean exact,
            int horizon,
            Cost cost) {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(cost, "cost");
        int tokens = after.tokens();
        return new MeasuredReport(
                exact,
                new Text(tokens, Utf8.encodedLength(text)),
                new Vectors(vectors, model.width()),
                new Tokens(after.correct(), before.correct(), exact ? tokens : horizon, after.minMargin()),
                new Bits(
                        Measures.bits(before.totalNats()),
                        Measures.bits(after.totalNats()),
                        Measures.innerInformationGainNats(before, after),
                        model.baseline()),
                cost,
                new Model(model.name(), model.precision(), model.vocabularySize(), model.threads()));
    }
}
