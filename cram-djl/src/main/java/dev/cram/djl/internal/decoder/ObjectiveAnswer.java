package dev.cram.djl.internal.decoder;

import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The program's answer about some rows: cross-entropy, margin, and cross-entropy at temperature and margin, {@code [3 x
 * tokens]}; then, by demand, gradients {@code [rows x vectors]} or {@code [longest x rows x vectors]}.
 */
final class ObjectiveAnswer {

    private final PackedRows rows;
    private final int[] lengths;
    private final int tokens;
    private final float[] values;

    ObjectiveAnswer(PackedRows rows, float[] values) {
        this.rows = rows;
        this.lengths = rows.lengths();
        this.tokens = Arrays.stream(lengths).sum();
        this.values = values;
    }

    List<Evaluation> evaluations(Demand demand) {
        List<Evaluation> evaluations = new ArrayList<>();
        int begin = 0;
        for (int row = 0; row < lengths.length; row++) {
            int end = begin + lengths[row];
            TokenScores scores = new TokenScores(
                    Arrays.copyOfRange(values, begin, end), Arrays.copyOfRange(values, tokens + begin, tokens + end));
            evaluations.add(new Evaluation(
                    loss(begin, end),
                    scores,
                    demand == Demand.GRADIENT ? gradient(row) : new float[0],
                    demand == Demand.TOKEN_GRADIENTS ? tokenGradients(row) : new float[0][]));
            begin = end;
        }
        return evaluations;
    }

    private double loss(int begin, int end) {
        double loss = 0;
        for (int i = begin; i < end; i++) {
            loss += (double) rows.weight(i) * values[2 * tokens + i];
        }
        return loss;
    }

    private float[][] tokenGradients(int row) {
        float[][] gradients = new float[lengths[row]][];
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] = gradient(i * lengths.length + row);
        }
        return gradients;
    }

    private float[] gradient(int index) {
        int from = 3 * tokens + index * rows.vectorSize();
        return Arrays.copyOfRange(values, from, from + rows.vectorSize());
    }
}
