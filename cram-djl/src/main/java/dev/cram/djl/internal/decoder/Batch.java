package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.types.Shape;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TextObjective.Row;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some rows as the program's inputs, and its answer as evaluations. The tokens of all rows stand in one line without
 * padding, row after row.
 */
final class Batch {

    private final List<Row> rows;
    private final int width;
    private final int[] lengths;
    private final int longest;
    private final int tokens;

    /** Temperature of each token, then its margin, then its weight. */
    private final float[] line;

    Batch(Texts texts, List<Row> rows, int width) {
        this.rows = rows;
        this.width = width;
        this.lengths = rows.stream()
                .mapToInt(row -> row.point().length(texts.length(row.text())))
                .toArray();
        this.longest = Arrays.stream(lengths).max().orElse(0);
        this.tokens = Arrays.stream(lengths).sum();
        this.line = makeLine();
    }

    private float[] makeLine() {
        float[] made = new float[3 * tokens];
        int begin = 0;
        for (int i = 0; i < lengths.length; i++) {
            Point point = rows.get(i).point();
            float[] given = point.weights();
            int end = begin + lengths[i];
            Arrays.fill(made, begin, end, point.temperature());
            Arrays.fill(made, tokens + begin, tokens + end, point.margin());
            if (given == null) {
                Arrays.fill(made, 2 * tokens + begin, 2 * tokens + end, 1f / lengths[i]);
            } else {
                System.arraycopy(given, 0, made, 2 * tokens + begin, lengths[i]);
            }
            begin = end;
        }
        return made;
    }

    /** Temperatures, margins and weights, {@code [3 x tokens]}. */
    float[] line() {
        return line;
    }

    Shape lineShape() {
        return new Shape(3, tokens);
    }

    /**
     * The longest row, the exponent of the ceiling, the text of each row, and where the line's tokens stand in the padded
     * rows.
     */
    long[] plan(int exponent) {
        long[] plan = new long[2 + lengths.length + tokens];
        plan[0] = longest;
        plan[1] = exponent;
        int at = 2 + lengths.length;
        for (int row = 0; row < lengths.length; row++) {
            plan[2 + row] = rows.get(row).text();
            for (int i = 0; i < lengths[row]; i++) {
                plan[at++] = (long) row * longest + i;
            }
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
     * @param answer cross-entropy, margin, and cross-entropy at temperature and margin, {@code [3 x tokens]}; then, by demand,
     *     gradients {@code [rows x vectors]} or {@code [longest x rows x vectors]}
     */
    List<Evaluation> evaluations(float[] answer, Demand demand) {
        List<Evaluation> evaluations = new ArrayList<>();
        int begin = 0;
        for (int row = 0; row < lengths.length; row++) {
            int end = begin + lengths[row];
            TokenScores tokenScores = new TokenScores(
                    Arrays.copyOfRange(answer, begin, end), Arrays.copyOfRange(answer, tokens + begin, tokens + end));
            evaluations.add(new Evaluation(
                    loss(answer, begin, end),
                    tokenScores,
                    demand == Demand.GRADIENT ? cut(answer, row) : new float[0],
                    demand == Demand.TOKEN_GRADIENTS ? cutTokens(answer, row) : new float[0][]));
            begin = end;
        }
        return evaluations;
    }

    private double loss(float[] answer, int begin, int end) {
        double loss = 0;
        for (int i = begin; i < end; i++) {
            loss += (double) line[2 * tokens + i] * answer[2 * tokens + i];
        }
        return loss;
    }

    private float[][] cutTokens(float[] answer, int row) {
        float[][] cut = new float[lengths[row]][];
        for (int i = 0; i < cut.length; i++) {
            cut[i] = cut(answer, i * lengths.length + row);
        }
        return cut;
    }

    private float[] cut(float[] answer, int index) {
        int from = 3 * tokens + index * vectorSize();
        return Arrays.copyOfRange(answer, from, from + vectorSize());
    }
}
