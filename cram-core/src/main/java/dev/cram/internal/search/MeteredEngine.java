package dev.cram.internal.search;

import dev.cram.internal.Halving;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.TextObjective;
import java.util.List;

/**
 * The one place where cost is counted: every row that the engine has worked on is charged to its text, by {@link
 * Demand#cost}. A decode of m of L tokens is a forward pass over m of them.
 */
final class MeteredEngine {

    /**
     * What is decoded.
     *
     * @param text index of the text
     * @param vectors where from
     * @param length leading tokens that are wanted
     */
    record Decoding(int text, float[] vectors, int length) {}

    private final FrozenModel model;
    private final List<int[]> texts;
    private final Halving halving;
    private final double[] evaluations;

    /** For some texts, each its token ids. */
    MeteredEngine(FrozenModel model, List<int[]> texts, Halving halving) {
        this.model = model;
        this.texts = texts;
        this.halving = halving;
        this.evaluations = new double[texts.size()];
    }

    /** The true tokens of a text. */
    int[] ids(int text) {
        return texts.get(text);
    }

    /** What the engine finds at some points, in order. */
    List<Evaluation> evaluate(TextObjective objective, List<TextObjective.Row> rows) {
        return rows.isEmpty()
                ? List.of()
                : halving.apply(rows, some -> {
                    List<Evaluation> found = objective.evaluate(some);
                    some.forEach(row ->
                            charge(row.text(), row.point().demand(), row.point().prefix()));
                    return found;
                });
    }

    /** The tokens that greedy decoding returns, in order. */
    List<int[]> greedy(List<Decoding> wanted) {
        return wanted.isEmpty() ? List.of() : halving.apply(wanted, this::decode);
    }

    private List<int[]> decode(List<Decoding> some) {
        int[][] decoded = model.greedy(
                some.stream().map(Decoding::vectors).toList(),
                some.stream().mapToInt(Decoding::length).toArray());
        some.forEach(decoding -> charge(decoding.text(), Demand.SCORES, decoding.length()));
        return List.of(decoded);
    }

    private void charge(int text, Demand demand, int prefix) {
        int tokens = texts.get(text).length;
        evaluations[text] += demand.cost(Math.min(prefix, tokens), tokens);
    }

    /** What a text has cost so far. */
    double evaluations(int text) {
        return evaluations[text];
    }

    /** Rows worked on together since memory ran out; 0 if it never did. */
    int reducedBatch() {
        return halving.limit();
    }
}
