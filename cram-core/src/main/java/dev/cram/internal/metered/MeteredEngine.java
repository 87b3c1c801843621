package dev.cram.internal.metered;

import dev.cram.internal.Halving;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import java.util.List;

/**
 * The one place where cost is counted: every row that the engine has worked on is charged to its text, by {@link
 * Demand#cost}. A decode of m of L tokens is a forward pass over m of them.
 */
public final class MeteredEngine {

    /**
     * What is evaluated.
     *
     * @param text the text
     * @param point where
     */
    public record Probe(MeteredText text, Point point) {

        TextObjective.Row row() {
            return new TextObjective.Row(text.row(), point);
        }

        /** Tokens in play. */
        int length() {
            return point.length(text.ids().length);
        }
    }

    /**
     * What is decoded.
     *
     * @param text the text
     * @param vectors where from
     * @param length leading tokens that are wanted
     */
    public record Decoding(MeteredText text, float[] vectors, int length) {}

    private final FrozenModel model;
    private final Halving halving;

    public MeteredEngine(FrozenModel model, Halving halving) {
        this.model = model;
        this.halving = halving;
    }

    /** What the engine finds at some points, in order. */
    public List<Evaluation> evaluate(TextObjective objective, List<Probe> probes) {
        return probes.isEmpty()
                ? List.of()
                : halving.apply(probes, some -> {
                    List<Evaluation> found =
                            objective.evaluate(some.stream().map(Probe::row).toList());
                    some.forEach(probe -> probe.text()
                            .charge(probe.point().demand(), probe.point().prefix()));
                    return found;
                });
    }

    /** The tokens that greedy decoding returns, in order. */
    public List<int[]> greedy(List<Decoding> wanted) {
        return wanted.isEmpty() ? List.of() : halving.apply(wanted, this::decode);
    }

    private List<int[]> decode(List<Decoding> some) {
        int[][] decoded = model.greedy(
                some.stream().map(Decoding::vectors).toList(),
                some.stream().mapToInt(Decoding::length).toArray());
        some.forEach(decoding -> decoding.text().charge(Demand.SCORES, decoding.length()));
        return List.of(decoded);
    }

    /** Rows worked on together since memory ran out; 0 if it never did. */
    public int reducedBatch() {
        return halving.limit();
    }
}
