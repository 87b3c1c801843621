package dev.cram.internal.search;

import com.google.common.collect.Lists;
import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches for one number of vectors, batch by batch. Which texts share a batch depends only on the texts and the batch
 * size, since batching changes the last bits.
 */
final class CrammingLoop {

    private final FrozenModel model;
    private final CramSettings settings;
    private final Goal goal;
    private final ProgressListener listener;
    private final Halving halving;

    CrammingLoop(FrozenModel model, CramSettings settings, Goal goal, ProgressListener listener) {
        this.model = model;
        this.settings = settings;
        this.goal = goal;
        this.listener = listener;
        this.halving = new Halving(listener);
    }

    void run(List<Attempt> attempts, Consumer<Outcome> finish) {
        List<Attempt> byLength = attempts.stream()
                .sorted(Comparator.comparingInt(Attempt::tokens))
                .toList();
        for (List<Attempt> together : Lists.partition(byLength, settings.batch())) {
            new JointSearch(model, settings, goal, together, halving, listener).run(finish);
        }
    }
}
