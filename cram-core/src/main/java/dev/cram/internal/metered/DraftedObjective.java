package dev.cram.internal.metered;

import dev.cram.internal.metered.MeteredEngine.Probe;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The losses of some texts as a search measures them. With a draft, that one measures a text until it finds a whole
 * prefix correct; then the model itself measures the same point, and all others of that prefix from there on.
 */
public final class DraftedObjective implements AutoCloseable {

    private final MeteredEngine engine;
    private final TextObjective own;
    private final Optional<TextObjective> draft;
    private final int first;

    /**
     * For texts, each its token ids.
     *
     * @param model the model itself
     * @param draft what stands in for it
     * @param engine counts the cost
     * @param first tokens at the beginning that need not be correct
     */
    public DraftedObjective(
            FrozenModel model, Optional<FrozenModel> draft, List<int[]> texts, MeteredEngine engine, int first) {
        this.engine = engine;
        this.first = first;
        this.own = model.objective(texts);
        this.draft = draft.map(other -> opened(other, texts));
    }

    private TextObjective opened(FrozenModel model, List<int[]> texts) {
        try {
            return model.objective(texts);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    /** What is found at some points, in order. */
    public List<Evaluation> evaluate(List<Probe> probes) {
        if (draft.isEmpty()) {
            return settle(probes);
        }
        Evaluation[] found = new Evaluation[probes.size()];
        List<Integer> here = new ArrayList<>();
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            Probe probe = probes.get(i);
            (probe.text().isDraftedAt(probe.length()) ? there : here).add(i);
        }
        fill(found, probes, there, draft.get());
        for (int i : there) {
            Probe probe = probes.get(i);
            boolean all = isCorrect(found[i].scores());
            probe.text().drafted(probe.length(), all);
            if (all) {
                here.add(i);
            }
        }
        fill(found, probes, here, own);
        return List.of(found);
    }

    /** The same by the model itself. */
    public List<Evaluation> settle(List<Probe> probes) {
        return engine.evaluate(own, probes);
    }

    private void fill(Evaluation[] found, List<Probe> probes, List<Integer> some, TextObjective objective) {
        List<Evaluation> evaluated =
                engine.evaluate(objective, some.stream().map(probes::get).toList());
        for (int i = 0; i < evaluated.size(); i++) {
            found[some.get(i)] = evaluated.get(i);
        }
    }

    private boolean isCorrect(TokenScores scores) {
        return scores.correct(first) == Math.max(0, scores.tokens() - first);
    }

    @Override
    public void close() {
        own.close();
        draft.ifPresent(TextObjective::close);
    }
}
