package dev.cram.internal.search;

import dev.cram.internal.search.MeteredEngine.Decoding;
import dev.cram.memory.StopReason;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** What searches that have ended leave: measures and verifies what the rounds did not. */
final class Endings {

    private final FrozenModel model;
    private final Goal goal;
    private final MeteredEngine engine;
    private final ExactDecode decode;

    Endings(FrozenModel model, Goal goal, MeteredEngine engine, ExactDecode decode) {
        this.model = model;
        this.goal = goal;
        this.engine = engine;
        this.decode = decode;
    }

    /** One outcome a search, in order. */
    List<Outcome> of(List<Search> ended, DraftedObjective objective, DoubleSupplier seconds) {
        Map<Search, ScoredText> prefixes = goal == Goal.PREFIX ? readBack(ended) : Map.of();
        settle(
                objective,
                ended.stream().filter(search -> !prefixes.containsKey(search)).toList());
        return ended.stream()
                .map(search -> {
                    ScoredText prefix = prefixes.get(search);
                    return prefix == null
                            ? whole(search, seconds.getAsDouble())
                            : prefix(search, prefix, seconds.getAsDouble());
                })
                .toList();
    }

    /** Decodes the longest prefixes of texts that are not exact as a whole: only the tokens that were found correct. */
    private Map<Search, ScoredText> readBack(List<Search> ended) {
        List<Search> held = ended.stream()
                .filter(search -> !search.isExact() && search.longest().tokens() > 0)
                .toList();
        int[] agreeing = decode.agreeing(held.stream()
                .map(search -> new Decoding(
                        search.row(),
                        search.longest().vectors(),
                        search.longest().tokens()))
                .toList());
        Map<Search, ScoredText> prefixes = new HashMap<>();
        for (int i = 0; i < agreeing.length; i++) {
            Search search = held.get(i);
            search.attempt().text().prefix(agreeing[i], model).ifPresent(text -> prefixes.put(search, text));
        }
        return prefixes;
    }

    /**
     * Measures, over the whole text, what was measured over a part of it only or by a draft, and verifies what turns out
     * correct.
     */
    private void settle(DraftedObjective objective, List<Search> ended) {
        List<Search> open = ended.stream()
                .filter(search -> unsettled(search, objective) != null)
                .toList();
        List<TextObjective.Row> rows = open.stream()
                .map(search -> new TextObjective.Row(
                        search.row(), Point.of(Objects.requireNonNull(unsettled(search, objective)), Demand.SCORES)))
                .toList();
        List<Evaluation> found = objective.settle(rows);
        for (int i = 0; i < open.size(); i++) {
            open.get(i).settle(rows.get(i).point().vectors(), found.get(i).scores());
        }
        decode.verify(ended.stream().filter(Search::isUnverified).toList());
    }

    private static float @Nullable [] unsettled(Search search, DraftedObjective objective) {
        return objective.isDrafted(search.row()) ? search.drafted() : search.unsettled();
    }

    private Outcome prefix(Search search, ScoredText text, double seconds) {
        LongestPrefix longest = search.longest();
        TokenScores scores = longest.scores().prefix(text.ids().length);
        return outcome(search, text, longest.vectors(), scores, seconds, true, true);
    }

    private Outcome whole(Search search, double seconds) {
        ScoredText text = search.attempt().text();
        boolean done = search.stopReason() == StopReason.EXACT;
        return outcome(search, text, search.best(), search.scores(), seconds, search.isExact(), done);
    }

    private Outcome outcome(
            Search search,
            ScoredText text,
            float[] vectors,
            TokenScores scores,
            double seconds,
            boolean exact,
            boolean done) {
        return new Outcome(
                search.attempt().index(),
                text,
                vectors,
                scores,
                search.longest().horizon(),
                exact,
                done,
                Objects.requireNonNull(search.stopReason()),
                search.steps(),
                engine.evaluations(search.row()),
                seconds,
                engine.reducedBatch());
    }
}
