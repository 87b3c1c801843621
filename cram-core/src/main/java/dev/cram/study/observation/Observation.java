package dev.cram.study.observation;

/** One line of results: what was measured once and never changes. */
public sealed interface Observation permits ModelFacts, Run, Crammed, Rounded, Solution, Line, Trajectory, Coded {

    /**
     * The model's name.
     *
     * @return the name
     */
    String model();

    /**
     * What tells this observation from all others of its kind.
     *
     * @return the key
     */
    String key();
}
