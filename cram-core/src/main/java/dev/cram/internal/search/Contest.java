package dev.cram.internal.search;

import dev.cram.memory.StopReason;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Lets a hard text search from several starts at once, where rows are free that no text waits for: the first that holds it
 * wins. A text is hard once it has taken {@link #HARD} times the rounds that half of the others took, and twice and three times
 * that for its third and fourth start. Where a budget counts its evaluations it has one start. All that depends only on the
 * rounds of the call.
 */
final class Contest implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int HARD = 3;
    private static final int MOST = 4;

    /** Texts that must be done before it is known what is usual. */
    private static final int KNOWN = 4;

    /** Rounds of the texts that are done. */
    private final List<Integer> rounds = new ArrayList<>();

    /** Searches that ended without success, while others of their texts go on. */
    private final List<Search> fallen = new ArrayList<>();

    /** A search of the text that is to have another start, if there is one. */
    Optional<Search> hardest(List<Search> live) {
        if (rounds.size() < KNOWN) {
            return Optional.empty();
        }
        int usual = rounds.stream().sorted().toList().get(rounds.size() / 2);
        return live.stream()
                .filter(search -> Double.isInfinite(search.attempt().budget()))
                .filter(search -> isDue(search.steps(), starts(search, live), usual))
                .max(Comparator.comparingInt(Search::steps));
    }

    private static boolean isDue(int steps, int starts, int usual) {
        return starts < MOST && steps >= (long) HARD * usual * starts;
    }

    /** How many starts the text of a live search has had. */
    int starts(Search search, List<Search> live) {
        return ofSameText(search, live).size() + ofSameText(search, fallen).size();
    }

    private static List<Search> ofSameText(Search search, List<Search> some) {
        int text = search.attempt().index();
        return some.stream().filter(other -> other.attempt().index() == text).toList();
    }

    /** Takes those that ended from the live ones; gives one for each text that is over with them, at the cost of all its starts. */
    List<Search> end(List<Search> live) {
        List<Search> over = new ArrayList<>();
        for (Search search : live.stream().filter(one -> !one.isLive()).toList()) {
            if (!live.remove(search)) {
                continue; // Another start of its text has won in the same round.
            }
            boolean won = search.stopReason() == StopReason.EXACT || search.stopReason() == StopReason.INNER_CORRECT;
            List<Search> rivals = ofSameText(search, live);
            if (won || rivals.isEmpty()) {
                List<Search> before = ofSameText(search, fallen);
                live.removeAll(rivals);
                fallen.removeAll(before);
                over.add(result(search, won, before, rivals));
            } else {
                fallen.add(search);
            }
        }
        over.forEach(search -> rounds.add(search.steps()));
        return over;
    }

    /** The winner, or the best of those that fell, which bears the cost of all. */
    private static Search result(Search last, boolean won, List<Search> before, List<Search> rivals) {
        Search best = last;
        for (Search other : before) {
            boolean better = other.correctTokens() > best.correctTokens();
            best = !won && last.stopReason() != StopReason.CANCELLED && better ? other : best;
        }
        List<Search> all = new ArrayList<>(before);
        all.addAll(rivals);
        all.add(last);
        all.remove(best);
        for (Search other : all) {
            best.text().include(other.text());
        }
        return best;
    }
}
