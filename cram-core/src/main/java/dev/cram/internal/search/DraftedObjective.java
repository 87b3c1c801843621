package dev.cram.internal.search;

import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.TextObjective;
import dev.cram.model.TextObjective.Row;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The losses of some texts as a search measures them. With a draft, that one measures a text until it finds a whole
 * prefix correct; then the model itself measures the same point, and all others of that prefix from there on.
 */
final class DraftedObjective implements AutoCloseable {

    private final MeteredEngine engine;
    private final TextObjective own;
    private final Optional<TextObjective> draft;
    private final int first;

    /** A text: the length of the prefix that the model itself measures; 0 before the first. */
    private final int[] taken;

    /** A text: whether the draft measured its last point. */
    private final boolean[] drafted;

    /**
     * For texts, each its token ids.
     *
     * @param engine counts the cost
     * @param first tokens at the beginning that need not be correct
     */
    DraftedObjective(Job job, List<int[]> texts, MeteredEngine engine, int first) {
        this.engine = engine;
        this.first = first;
        this.own = job.model().objective(texts);
        this.draft = job.draft().map(model -> opened(model, texts));
        this.taken = new int[texts.size()];
        this.drafted = new boolean[texts.size()];
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
    List<Evaluation> evaluate(List<Row> rows) {
        if (draft.isEmpty()) {
            return settle(rows);
        }
        Evaluation[] found = new Evaluation[rows.size()];
        List<Integer> here = new ArrayList<>();
        List<Integer> there = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            (isDrafted(rows.get(i)) ? there : here).add(i);
        }
        fill(found, rows, there, draft.get());
        for (int i : there) {
            Row row = rows.get(i);
            boolean all = isCorrect(found[i].scores());
            drafted[row.text()] = !all;
            if (all) {
                taken[row.text()] = length(row);
                here.add(i);
            }
        }
        fill(found, rows, here, own);
        return List.of(found);
    }

    /** The same by the model itself. */
    List<Evaluation> settle(List<Row> rows) {
        return engine.evaluate(own, rows);
    }

    private void fill(Evaluation[] found, List<Row> rows, List<Integer> some, TextObjective objective) {
        List<Evaluation> evaluated =
                engine.evaluate(objective, some.stream().map(rows::get).toList());
        for (int i = 0; i < evaluated.size(); i++) {
            found[some.get(i)] = evaluated.get(i);
        }
    }

    private boolean isDrafted(Row row) {
        return length(row) != taken[row.text()];
    }

    private int length(Row row) {
        return row.point().length(engine.ids(row.text()).length);
    }

    private boolean isCorrect(TokenScores scores) {
        return scores.correct(first) == Math.max(0, scores.tokens() - first);
    }

    /** Whether the last scores of a text are the draft's, which the model's own may differ from. */
    boolean isDrafted(int text) {
        return drafted[text];
    }

    @Override
    public void close() {
        own.close();
        draft.ifPresent(TextObjective::close);
    }
}
