package dev.cram.internal.search;

import com.google.common.collect.Lists;
import dev.cram.internal.Halving;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Searches for one number of vectors, batch by batch. Which texts share a batch depends only on the texts and the batch
 * size, since batching changes the last bits.
 */
final class CrammingLoop {

    private final Job job;
    private final Goal goal;
    private final Halving halving;

    CrammingLoop(Job job, Goal goal) {
        this.job = job;
        this.goal = goal;
        this.halving = new Halving(job.listener());
    }

    void run(List<Attempt> attempts, Consumer<Outcome> finish) {
        List<Attempt> byLength = attempts.stream()
                .sorted(Comparator.comparingInt(Attempt::tokens))
                .toList();
        for (List<Attempt> together : Lists.partition(byLength, job.settings().batch())) {
            new JointSearch(job, goal, together, halving).run(finish);
        }
    }
}
