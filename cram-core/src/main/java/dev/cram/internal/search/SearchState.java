package dev.cram.internal.search;

import dev.cram.internal.text.CheckedText;
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
    final List<int[]> ids;

    /** Texts that have not begun, in the same order. */
    final Deque<Search.Waiting> waiting = new ArrayDeque<>();

    /** Texts in work. */
    List<Search> live = new ArrayList<>();

    /** Texts that are done. */
    int finished;

    /** Time that the work has taken. */
    double seconds;

    /** Before the first round. */
    SearchState(List<Attempt> attempts) {
        List<Attempt> byLength = attempts.stream()
                .sorted(Comparator.comparingInt(Attempt::tokens))
                .toList();
        ids = byLength.stream().map(Attempt::text).map(CheckedText::ids).toList();
        for (int row = 0; row < byLength.size(); row++) {
            waiting.add(new Search.Waiting(byLength.get(row), new MeteredText(row, ids.get(row))));
        }
    }
}
