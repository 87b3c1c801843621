package dev.cram.internal.search;

import dev.cram.internal.metered.MeteredText;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** All that a {@link JointSearch} knows between two rounds. */
final class SearchState implements Serializable {

    private static final long serialVersionUID = 1;

    /** Token ids of all texts, the shortest first. */
    final List<int[]> ids = new ArrayList<>();

    /** Texts that have not begun, in the same order. */
    final Deque<Attempt.Waiting> waiting = new ArrayDeque<>();

    /** Texts in work. */
    List<Search> live = new ArrayList<>();

    /** Texts that search from several starts. */
    final Contest contest = new Contest();

    /** Rounds for which candidates have waited for their decode. */
    int waited;

    /** Texts that are done. */
    int finished;

    /** Time that the work has taken. */
    double seconds;

    /** Rows worked on together since memory ran out; 0 if it never did. */
    int reducedBatch;

    /** Before the first round. */
    SearchState(List<Attempt> attempts) {
        List<Attempt> byLength = attempts.stream()
                .sorted(Comparator.comparingInt(Attempt::tokens))
                .toList();
        for (Attempt attempt : byLength) {
            int[] tokens = attempt.text().ids();
            waiting.add(new Attempt.Waiting(attempt, new MeteredText(ids.size(), tokens)));
            ids.add(tokens);
        }
    }
}
