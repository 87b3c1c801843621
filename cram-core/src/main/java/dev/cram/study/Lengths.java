package dev.cram.study;

import dev.cram.memory.CramException;
import dev.cram.study.observation.Crammed;
import dev.cram.study.text.TextSource;
import java.util.List;

/** Measures the lengths of a source: all of a grid, or those that bisection asks for. */
final class Lengths {

    private Lengths() {}

    static double work(Workbench bench, int vectors) {
        List<Integer> lengths = lengths(bench, vectors);
        double all = lengths.stream().mapToDouble(tokens -> tokens).sum()
                * bench.plan().texts();
        return bench.plan().bisect() ? all / lengths.size() * (1 + Math.log(lengths.size()) / Math.log(2)) : all;
    }

    static void measure(Workbench bench, TextSource source, int vectors) {
        List<Integer> lengths = lengths(bench, vectors);
        if (!bench.plan().bisect()) {
            lengths.forEach(tokens -> bench.cell(source, vectors, tokens));
            return;
        }
        int low = 0;
        int high = lengths.size();
        while (low < high) {
            int middle = (low + high) / 2;
            List<Crammed> texts = bench.cell(source, vectors, lengths.get(middle));
            boolean fits = Summary.of(texts, Crammed::accuracy).mean() > Crammed.CRITERION;
            low = fits ? middle + 1 : low;
            high = fits ? high : middle;
        }
    }

    private static List<Integer> lengths(Workbench bench, int vectors) {
        List<Integer> lengths = bench.lengths(vectors);
        if (lengths.isEmpty()) {
            throw new CramException("The model " + bench.model().name() + " has "
                    + bench.model().positions() + " positions, too few for the shortest of the lengths "
                    + bench.plan().lengths() + " in " + vectors + " vectors: ask for shorter texts or fewer vectors");
        }
        return lengths;
    }
}
