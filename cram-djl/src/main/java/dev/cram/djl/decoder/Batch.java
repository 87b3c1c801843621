package dev.cram.djl.decoder;

import ai.djl.ndarray.types.Shape;
import dev.cram.api.Demand;
import dev.cram.api.Evaluation;
import dev.cram.api.Point;
import dev.cram.api.TextObjective.Row;
import dev.cram.api.TokenScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows as the program's inputs, and its answers as evaluations. The tokens of all rows stand in one line without
 * padding, row after row.
 */
final class Batch {

    private final List<Row> rows;
    private final int width;
    private final int[] lengths;
    private final int tokens;
    private final float[] weights;

    Batch(Texts texts, List<Row> rows, int width) {
        this.rows = rows;
        this.width = width;
        this.lengths = rows.stream()
                .mapToInt(row -> row.point().length(texts.length(row.text())))
                .toArray();
        this.tokens = Arrays.stream(lengths).sum();
        this.weights = makeWeights();
    }

    private float[] makeWeights() {
        float[] line = new float[tokens];
        int begin = 0;
        for (int i = 0; i < lengths.length; i++) {
            float[] given = rows.get(i).point().weights();
            if (given == null) {
                Arrays.fill(line, begin, begin + lengths[i], 1f / lengths[i]);
            } else {
                System.arraycopy(given, 0, line, begin, lengths[i]);
            }
            begin += lengths[i];
        }
        return line;
    }

    float[] weights() {
        return weights;
    }

    float[] temperatures() {
        float[] line = new float[tokens];
        int begin = 0;
        for (int i = 0; i < lengths.length; i++) {
            Arrays.fill(line, begin, begin + lengths[i], rows.get(i).point().temperature());
            begin += lengths[i];
        }
        return line;
    }

    /** Text and length of each row, {@code [2 x rows]}. */
    long[] plan() {
        long[] plan = new long[2 * lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            plan[i] = rows.get(i).text();
            plan[lengths.length + i] = lengths[i];
        }
        return plan;
    }

    float[] vectors() {
        return concat(rows.stream().map(Row::point).map(Point::vectors).toList());
    }

    Shape vectorsShape() {
        return new Shape(rows.size(), vectorSize() / width, width);
    }

    private int vectorSize() {
        return rows.get(0).point().vectors().length;
    }

    /** One array after the other; all are of one length. */
    static float[] concat(List<float[]> arrays) {
        int size = arrays.get(0).length;
        float[] all = new float[Math.multiplyExact(arrays.size(), size)];
        for (int i = 0; i < arrays.size(); i++) {
            System.arraycopy(arrays.get(i), 0, all, i * size, size);
        }
        return all;
    }

    /**
     * Cuts the program's answer.
     *
     * @param scores cross-entropy, margin, and cross-entropy at the temperature, {@code [3 x tokens]}
     * @param gradients {@code [rows x vectors]} or {@code [longest x rows x vectors]}, by demand
     */
    List<Evaluation> evaluations(float[] scores, float[] gradients, Demand demand) {
        List<Evaluation> evaluations = new ArrayList<>();
        int begin = 0;
        for (int row = 0; row < lengths.length; row++) {
            int end = begin + lengths[row];
            TokenScores tokenScores = new TokenScores(
                    Arrays.copyOfRange(scores, begin, end), Arrays.copyOfRange(scores, tokens + begin, tokens + end));
            evaluations.add(new Evaluation(
                    loss(scores, begin, end),
                    tokenScores,
                    demand == Demand.GRADIENT ? cut(gradients, row) : new float[0],
                    demand == Demand.TOKEN_GRADIENTS ? cutTokens(gradients, row) : new float[0][]));
            begin = end;
        }
        return evaluations;
    }

    private double loss(float[] scores, int begin, int end) {
        double loss = 0;
        for (int i = begin; i < end; i++) {
            loss += (double) weights[i] * scores[2 * tokens + i];
        }
        return loss;
    }

    private float[][] cutTokens(float[] gradients, int row) {
        float[][] cut = new float[lengths[row]][];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = cut(gradients, i * lengths.length + row);
        }
        return cut;
    }

    private float[] cut(float[] gradients, int index) {
        return Arrays.copyOfRange(gradients, index * vectorSize(), (index + 1) * vectorSize());
    }
}
