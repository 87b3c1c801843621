package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.decoder.network.Footprint;
import dev.cram.model.Point;
import dev.cram.model.TextObjective.Row;
import java.util.Arrays;
import java.util.List;

/** Some rows as the program's inputs. The tokens of all rows stand in one line without padding, row after row. */
final class PackedRows {

    private final List<Row> rows;
    private final int width;
    private final int[] lengths;
    private final int longest;
    private final int tokens;

    /** Temperature of each token, then its margin, then its weight. */
    private final float[] line;

    PackedRows(DeviceTexts texts, List<Row> rows, int width) {
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

    /**
     * The program's inputs.
     *
     * @param host holds those of the host
     * @param ids of all texts, on the device
     * @param exponent of two, to which the largest slope is scaled
     */
    StepInputs inputs(NDManager host, NDArray ids, int exponent) {
        return new StepInputs(
                host.create(vectors(), vectorsShape()),
                ids,
                host.create(plan(exponent)),
                host.create(line, lineShape()));
    }

    /** The number of tokens of each row. */
    int[] lengths() {
        return lengths;
    }

    /** The weight of a token in its row's loss, by its place in the line. */
    float weight(int token) {
        return line[2 * tokens + token];
    }

    /** Whether it asks for the plain cross-entropy: no temperature but 1, and no margin but 0. */
    boolean isPlain() {
        return rows.stream().map(Row::point).allMatch(point -> point.temperature() == 1 && point.margin() == 0);
    }

    private Shape lineShape() {
        return new Shape(3, tokens);
    }

    /**
     * The longest row, the exponent of the ceiling, the text of each row, and where the line's tokens stand in the padded
     * rows.
     */
    private long[] plan(int exponent) {
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

    private float[] vectors() {
        return concat(rows.stream().map(Row::point).map(Point::vectors).toList());
    }

    private Shape vectorsShape() {
        return new Shape(rows.size(), vectorSize() / width, width);
    }

    /** Memory that a gradient of them takes. */
    long bytes(Footprint footprint) {
        return footprint.bytes(lengths.length, vectorSize() / width + longest - 1);
    }

    /** Components of a row's vectors. */
    int vectorSize() {
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
}
