package dev.cram.internal.search;

import com.google.common.collect.Lists;
import dev.cram.memory.ProgressListener;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.Recipe;
import java.util.Comparator;
import java.util.List;

/**
 * The optimisation loop over the texts of one call, batch by batch.
 *
 * <p>Which texts share a batch depends only on the texts and the batch size, since batching changes the last bits.
 */
public final class CrammingLoop {

    /**
     * What a call wants of every text.
     *
     * @param goal the whole text, or as much of it as fits
     * @param vectors number of memory vectors a text
     * @param recipe the method, its loss and its patience
     * @param seed the user's seed
     * @param margin smallest margin that every token must reach, in logits
     * @param batch largest number of texts evaluated together
     * @param vectorBits what one vector holds, in bits, if the user knows; else 0
     */
    public record Plan(Goal goal, int vectors, Recipe recipe, long seed, double margin, int batch, double vectorBits) {}

    /** How much of a text is wanted. */
    public enum Goal {
        /** All of it. */
        WHOLE,
        /** The longest prefix that can be had. */
        PREFIX
    }

    /** Takes the outcome of a text as soon as its search has ended. */
    @FunctionalInterface
    public interface Finish {

        /**
         * Takes an outcome.
         *
         * @param text the text's index
         * @param outcome how its search ended
         */
        void accept(int text, Outcome outcome);
    }

    private final FrozenModel model;
    private final Plan plan;
    private final ProgressListener listener;
    private final Halving halving;

    /**
     * For one call.
     *
     * @param model the frozen model
     * @param plan what is wanted
     * @param listener told after every round of every text
     */
    public CrammingLoop(FrozenModel model, Plan plan, ProgressListener listener) {
        this.model = model;
        this.plan = plan;
        this.listener = listener;
        this.halving = new Halving(listener);
    }

    /**
     * Searches vectors for some texts.
     *
     * @param tasks one attempt a text
     * @param finish told of every text once
     */
    public void run(List<Task> tasks, Finish finish) {
        List<Task> byLength = tasks.stream()
                .sorted(Comparator.comparingInt(task -> task.text().ids().length))
                .toList();
        for (List<Task> together : Lists.partition(byLength, plan.batch())) {
            new Batch(model, plan, together, halving, listener).run(finish);
        }
    }
}
