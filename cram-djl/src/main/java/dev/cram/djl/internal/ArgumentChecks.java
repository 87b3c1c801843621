package dev.cram.djl.internal;

import dev.cram.djl.internal.decoder.DeviceTexts;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.model.TextObjective.Row;
import java.util.List;

/** Checks that what callers hand over fits a model. All throw {@link IllegalArgumentException}. */
final class ArgumentChecks {

    private ArgumentChecks() {}

    static void checkTokens(DecoderSpec spec, int[] tokens) {
        for (int token : tokens) {
            if (token < 0 || token >= spec.vocabulary()) {
                throw new IllegalArgumentException(
                        "token ids must be from 0 to " + (spec.vocabulary() - 1) + ", but one is " + token);
            }
        }
    }

    static void checkText(DecoderSpec spec, int[] tokens) {
        if (tokens.length < 1 || tokens.length > spec.positions()) {
            throw new IllegalArgumentException(
                    "a text must have from 1 to " + spec.positions() + " tokens, but has " + tokens.length);
        }
        checkTokens(spec, tokens);
    }

    static void checkGreedy(DecoderSpec spec, List<float[]> vectors, int[] lengths) {
        if (vectors.size() != lengths.length) {
            throw new IllegalArgumentException(
                    "there are vectors of " + vectors.size() + " texts, but " + lengths.length + " lengths");
        }
        for (int i = 0; i < lengths.length; i++) {
            if (lengths[i] < 1) {
                throw new IllegalArgumentException("a length must be at least 1, but is " + lengths[i]);
            }
            checkVectors(spec, vectors.get(i), vectors.get(0), lengths[i]);
        }
    }

    static void checkRows(DecoderSpec spec, DeviceTexts texts, List<Row> rows) {
        for (Row row : rows) {
            if (row.text() < 0 || row.text() >= texts.count()) {
                throw new IllegalArgumentException(
                        "a row must name a text from 0 to " + (texts.count() - 1) + ", but one names " + row.text());
            }
            int length = row.point().length(texts.length(row.text()));
            float[] weights = row.point().weights();
            if (weights != null && weights.length != length) {
                throw new IllegalArgumentException(
                        "a row of " + length + " tokens must have as many weights, but has " + weights.length);
            }
            checkVectors(spec, row.point().vectors(), rows.get(0).point().vectors(), length);
        }
    }

    private static void checkVectors(DecoderSpec spec, float[] vectors, float[] first, int length) {
        if (vectors.length == 0 || vectors.length % spec.width() != 0) {
            throw new IllegalArgumentException("memory vectors must have a positive multiple of " + spec.width()
                    + " components, but have " + vectors.length);
        }
        if (vectors.length != first.length) {
            throw new IllegalArgumentException("all rows of a call must hold the same number of vectors, but one has "
                    + first.length / spec.width() + " and another " + vectors.length / spec.width());
        }
        long positions = vectors.length / spec.width() - 1L + length;
        if (positions > spec.positions()) {
            throw new IllegalArgumentException(
                    "vectors and text take " + positions + " positions, but the model has " + spec.positions());
        }
    }
}
