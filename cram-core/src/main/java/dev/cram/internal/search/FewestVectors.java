package dev.cram.internal.search;

import dev.cram.internal.text.ScoredText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the smallest number of vectors that holds each text: begins at the estimate, gallops up while a text does not come
 * out exact or down while it does, by 1, 2, 4 ... vectors, and bisects between the two. All attempts at a text share its
 * rounds and its budget: each may take half of what is left, and one with the most vectors there can be, all of it.
 */
final class FewestVectors implements Searching {

    private final Job job;
    private final State state;
    private final Function<Attempt, ScoredText> scoring;
    private @Nullable Attempt seeing;
    private @Nullable JointSearch search;

    /**
     * Goes on from a state.
     *
     * @param scoring what the model makes of a text without vectors
     */
    FewestVectors(Job job, State state, Function<Attempt, ScoredText> scoring) {
        this.job = job;
        this.state = state;
        this.scoring = scoring;
        if (state.search != null) {
            search = search(state.vectors, state.search);
        }
    }

    /** All that it knows between two rounds. */
    static final class State implements Serializable {

        private static final long serialVersionUID = 1;

        /** One attempt a text, with all that is allowed for it. */
        private final List<Attempt> texts;

        /** Texts that the model was asked about without vectors. */
        private int seen;

        /** What was tried for each of those that are not done, by its index. */
        private final Map<Integer, TextAttempts> tried = new TreeMap<>();

        /** The next attempts at texts, by their number of vectors. */
        private final NavigableMap<Integer, List<Attempt>> open = new TreeMap<>();

        /** The search that is under way, and its number of vectors. */
        private @Nullable SearchState search;

        private int vectors;

        /** Before the first attempt at any text. */
        State(List<Attempt> texts) {
            this.texts = texts;
        }
    }

    @Override
    public boolean isOver() {
        return state.seen == state.texts.size() && search == null && state.open.isEmpty();
    }

    /** Goes on for a round, and gives the outcomes of texts: that of the fewest vectors that hold it, or of the best attempt. */
    @Override
    public List<Outcome> next() {
        see();
        List<Outcome> done = new ArrayList<>();
        if (search == null && !state.open.isEmpty()) {
            Map.Entry<Integer, List<Attempt>> fewest = state.open.firstEntry();
            search = search(fewest.getKey(), new SearchState(fewest.getValue()));
            state.vectors = fewest.getKey();
            state.open.remove(fewest.getKey());
        }
        if (search != null) {
            search.next().forEach(outcome -> take(outcome).ifPresent(done::add));
            if (search.isOver()) {
                close();
            }
        }
        if (job.isCancelled()) {
            state.open.clear();
            state.tried.values().stream()
                    .filter(TextAttempts::isTried)
                    .map(attempts -> attempts.result(true))
                    .forEach(done::add);
            state.tried.clear();
        }
        return done;
    }

    private void see() {
        while (state.seen < state.texts.size()) {
            seeing = state.texts.get(state.seen++);
            if (!job.isCancelled()) {
                TextAttempts attempts = new TextAttempts(
                        seeing, scoring.apply(seeing), job.model().positions());
                state.tried.put(seeing.index(), attempts);
                attempts.addTo(state.open);
            }
            seeing = null;
        }
    }

    private JointSearch search(int vectors, SearchState from) {
        return new JointSearch(
                job.settings(job.settings().vectors(vectors)),
                Goal.WHOLE,
                from,
                attempt -> attempts(attempt.index()).text());
    }

    /** Takes what an attempt came to; gives the text's outcome if it was the last. */
    private Optional<Outcome> take(Outcome outcome) {
        TextAttempts attempts = attempts(outcome.index());
        attempts.take(outcome);
        if (attempts.addTo(state.open)) {
            return Optional.empty();
        }
        state.tried.remove(outcome.index());
        return Optional.of(attempts.result(false));
    }

    private TextAttempts attempts(int index) {
        return Objects.requireNonNull(state.tried.get(index));
    }

    @Override
    public List<Integer> abandon() {
        if (seeing != null) {
            int index = seeing.index();
            seeing = null;
            return List.of(index);
        }
        List<Integer> abandoned = search != null
                ? search.abandon()
                : state.open.pollFirstEntry().getValue().stream()
                        .map(Attempt::index)
                        .toList();
        abandoned.forEach(state.tried::remove);
        return abandoned;
    }

    @Override
    public State state() {
        state.search = search == null ? null : search.state();
        return state;
    }

    @Override
    public void close() {
        if (search != null) {
            search.close();
            search = null;
        }
    }
}
