package dev.cram.examples.cli;

/** What the demo crams: as long as one vector of the built-in model holds well. */
final class Passage {

    static final String TEXT = "we're all mad here.";

    static final String SOURCE = "the Cheshire Cat, in Lewis Carroll, Alice's Adventures in Wonderland (1865)";

    private Passage() {}
}
