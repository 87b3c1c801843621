package dev.cram.examples.cli;

/** What the demo crams: as long as one vector of the built-in model holds well. */
final class Passage {

    static final String TEXT = "the old man";

    static final String SOURCE = "nowhere yet";

    private Passage() {}
}
