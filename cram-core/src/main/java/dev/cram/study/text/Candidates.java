package dev.cram.study.text;

import dev.cram.model.FrozenModel;
import java.util.Optional;

/** Texts that may be drawn, by number. */
interface Candidates {

    /** The candidate of a number, cut to its first tokens; nothing if it is too short or does not survive the cut. */
    Optional<String> candidate(int number, int tokens, FrozenModel model);

    /** How many there are. */
    int count();

    /** What tells these from others. */
    String identity();
}
