package dev.cram.model;

import dev.cram.model.TextObjective.Row;
import java.util.List;
import java.util.Random;

/** Seeded inputs that fit a model, for {@link FrozenModelContract}. */
final class ContractInputs {

    private final FrozenModel model;

    ContractInputs(FrozenModel model) {
        this.model = model;
    }

    /** Memory vectors of the model's natural size. */
    float[] vectors(int count, long seed) {
        Random random = new Random(seed);
        float[] vectors = new float[count * model.width()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian() * model.embeddingStd();
        }
        return vectors;
    }

    int[] tokens(int length, long seed) {
        return new Random(seed).ints(length, 0, model.vocabularySize()).toArray();
    }

    /** Positive weights that do not sum to 1. */
    float[] weights(int length, long seed) {
        Random random = new Random(seed);
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = 0.05f + random.nextFloat();
        }
        return weights;
    }

    /** Evaluates one point of one text. */
    Evaluation evaluate(int[] text, Point point) {
        try (TextObjective objective = model.objective(List.of(text))) {
            return objective.evaluate(List.of(new Row(0, point))).get(0);
        }
    }

    /** Cross-entropy of a token under logits. */
    static double nats(float[] logits, int token) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[token]);
        }
        return Math.log(sum);
    }

    static double norm(float[] values) {
        return Math.sqrt(dot(values, values));
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    static float[] plus(float[] a, double factor, float[] b) {
        float[] sum = new float[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = (float) (a[i] + factor * b[i]);
        }
        return sum;
    }
}
