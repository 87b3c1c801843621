package dev.cram.internal.search;

import dev.cram.internal.metered.DraftedObjective;
import dev.cram.internal.metered.MeteredEngine;
import dev.cram.internal.metered.MeteredEngine.Decoding;
import dev.cram.internal.metered.MeteredEngine.Probe;
import dev.cram.internal.text.ScoredText;
import dev.cram.memory.StopReason;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.Point;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleSupplier;

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
    List<Outcome> of(List<Search> ended, DraftedObjective objective, DoubleSupplier clock) {
        Map<Search, ScoredText> prefixes = goal == Goal.PREFIX ? readBack(ended) : Map.of();
        settle(
                objective,
                ended.stream().filter(search -> !prefixes.containsKey(search)).toList());
        return ended.stream()
                .map(search -> {
                    ScoredText prefix = prefixes.get(search);
                    double seconds = clock.getAsDouble() - search.began();
                    return prefix == null ? whole(search, seconds) : prefix(search, prefix, seconds);
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
                        search.text(),
                        search.longest().vectors(),
                        search.longest().tokens()))
                .toList());
        Map<Search, ScoredText> prefixes = new HashMap<>();
        for (int i = 0; i < agreeing.length; i++) {
            Search search = held.get(i);
            search.scored().prefix(agreeing[i], model).ifPresent(text -> prefixes.put(search, text));
        }
        return prefixes;
    }

    /**
     * Measures, over the whole text, what was measured over a part of it only or by a draft, and verifies what turns out
     * correct.
     */
    private void settle(DraftedObjective objective, List<Search> ended) {
        List<Search> open = new ArrayList<>();
        List<Probe> probes = new ArrayList<>();
        for (Search search : ended) {
            float[] vectors = search.unsettled();
            if (vectors != null) {
                open.add(search);
                probes.add(new Probe(search.text(), Point.of(vectors, Demand.SCORES)));
            }
        }
        List<Evaluation> found = objective.settle(probes);
        for (int i = 0; i < open.size(); i++) {
            open.get(i).settle(probes.get(i).point().vectors(), found.get(i).scores());
        }
        decode.verify(ended.stream().filter(Search::isUnverified).toList());
    }

    private Outcome prefix(Search search, ScoredText text, double seconds) {
        LongestPrefix longest = search.longest();
        TokenScores scores = longest.scores().prefix(text.ids().length);
        return outcome(search, text, longest.vectors(), scores, seconds, true, true);
    }

    private Outcome whole(Search search, double seconds) {
        ScoredText text = search.scored();
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
                search.text().evaluations(),
                seconds,
                engine.reducedBatch());
    }
}
