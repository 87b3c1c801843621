package dev.cram.examples.cli;

/** One line that is drawn again on a terminal, or a line every ten seconds elsewhere. */
final class StatusLine implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double SECONDS_BETWEEN = 10;

    private final Console console;
    private long drawn = System.nanoTime();

    StatusLine(Console console) {
        this.console = console;
    }

    void show(String line) {
        if (console.live()) {
            console.err().print(CLEAR_LINE + line);
            console.err().flush();
        } else if ((System.nanoTime() - drawn) / 1e9 >= SECONDS_BETWEEN) {
            drawn = System.nanoTime();
            console.err().println("cram: " + line);
        }
    }

    @Override
    public void close() {
        if (console.live()) {
            console.err().print(CLEAR_LINE);
            console.err().flush();
        }
    }
}
