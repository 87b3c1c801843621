package dev.cram.model;

import java.util.List;
import java.util.Objects;

/**
 * The losses of a fixed list of texts as functions of memory vectors, under one frozen model.
 *
 * <p>Layout of every evaluation: positions 0 to k-1 hold the k memory vectors, position k+i-1 holds the embedding of
 * token i; the logits at position k-1+i predict token i+1. So the first token is predicted, trained and scored too, and
 * no start token stands between. The vectors enter where the model's (scaled) token embeddings enter.
 *
 * <p>Thread-safe, serialised like its model: calls from several threads wait for one another.
 */
public interface TextObjective extends AutoCloseable {

    /**
     * Evaluates a batch of rows; an engine does so in as few native calls as cost least. A row alone and in a batch agree
     * within 1e-5 relative in float32. Which rows share a call depends on nothing but the rows.
     *
     * @param rows what to evaluate; all points of one batch hold the same number of vectors
     * @return one evaluation a row, in order
     * @throws IllegalArgumentException if a row names no text of this objective or its vectors have the wrong size
     * @throws IllegalStateException if this objective or its model is closed
     * @throws DeviceMemoryException if the device's memory does not hold so many rows at once; fewer may be tried
     */
    List<Evaluation> evaluate(List<Row> rows);

    /** Frees what the engine holds for the texts. A second call does nothing. */
    @Override
    void close();

    /**
     * One point of one text. Immutable.
     *
     * @param text index of the text in this objective, from 0
     * @param point where to evaluate it
     */
    record Row(int text, Point point) {

        public Row {
            Objects.requireNonNull(point, "point");
        }
    }
}
