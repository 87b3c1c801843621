package dev.cram.study.observation;

/** One line of results: what was measured once and never changes. Immutable. */
public interface Observation {

    /**
     * The model's name.
     *
     * @return the name
     */
    String model();

    /**
     * What tells this observation from all others of its type.
     *
     * @return the key
     */
    Key<?> key();
}
