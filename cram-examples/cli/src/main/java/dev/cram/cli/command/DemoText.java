package dev.cram.cli.command;

/** What the demo crams: as long as one vector of the built-in model holds well. */
public final class DemoText {

    static final String TEXT =
            "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness.";

    static final String SOURCE = "the first words of Charles Dickens, A Tale of Two Cities (1859)";

    private DemoText() {}
}
