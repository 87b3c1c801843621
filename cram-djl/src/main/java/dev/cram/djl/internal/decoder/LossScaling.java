package dev.cram.djl.internal.decoder;

import dev.cram.model.Evaluation;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In float16, gradients are scaled on their way, so that they stay in its range: the largest slope of a row to a power of
 * two first, and to a smaller one again where a gradient was out of range nonetheless. Headroom above the first is 2^12,
 * precision is full 2^18 below.
 */
final class LossScaling {

    private static final int FIRST_EXPONENT = 4;
    private static final int EXPONENT_STEP = 8;
    private static final int LEAST_EXPONENT = -12;

    private LossScaling() {}

    /** Evaluates rows whose largest slope is scaled to two to an exponent. */
    @FunctionalInterface
    interface Call {

        List<Evaluation> evaluate(List<Row> rows, int exponent);
    }

    static List<Evaluation> evaluate(List<Row> rows, Precision precision, Call call) {
        List<Evaluation> found = new ArrayList<>(call.evaluate(rows, FIRST_EXPONENT));
        if (precision == Precision.FLOAT16) {
            for (int exponent = FIRST_EXPONENT - EXPONENT_STEP; exponent >= LEAST_EXPONENT; exponent -= EXPONENT_STEP) {
                evaluateOutOfRange(rows, exponent, call, found);
            }
        }
        return found;
    }

    /** Evaluates those rows again whose loss is a finite number but whose gradient is not. */
    private static void evaluateOutOfRange(List<Row> rows, int exponent, Call call, List<Evaluation> found) {
        List<Integer> again = IntStream.range(0, rows.size())
                .filter(i ->
                        Double.isFinite(found.get(i).loss()) && !found.get(i).isFinite())
                .boxed()
                .toList();
        if (!again.isEmpty()) {
            List<Evaluation> better =
                    call.evaluate(again.stream().map(rows::get).toList(), exponent);
            for (int i = 0; i < again.size(); i++) {
                found.set(again.get(i), better.get(i));
            }
        }
    }
}
