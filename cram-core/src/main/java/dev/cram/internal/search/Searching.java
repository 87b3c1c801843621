package dev.cram.internal.search;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** Searches for vectors of texts, which go on piece by piece. */
interface Searching extends AutoCloseable {

    /** Whether there is no more to be done: all texts have an outcome, or were cancelled before they began. */
    boolean isOver();

    /** Goes on for a round, and gives the outcomes of the texts that ended with it. */
    List<Outcome> next();

    /** Gives up the texts that are in work, whose indices it returns; those that wait can still go on. */
    List<Integer> abandon();

    /** Why texts that an earlier call gave up have no outcome, by their index. */
    default Map<Integer, String> failures() {
        return Map.of();
    }

    /** All that it knows between two rounds, to go on from; it changes with the next. */
    Serializable state();

    /** Frees what the engine holds for the texts. */
    @Override
    void close();
}
