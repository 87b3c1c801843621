package dev.cram.cli.terminal;

import java.io.PrintStream;
import java.util.function.Supplier;

/** One line that is drawn again on a terminal, or a line every ten seconds elsewhere. */
public final class StatusLine implements AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double SECONDS_BETWEEN = 10;

    private final Console console;
    private long drawn = System.nanoTime();

    public StatusLine(Console console) {
        this.console = console;
    }

    /** Shows a line, which is made only if it is drawn. */
    public void show(Supplier<String> line) {
        if (console.live()) {
            draw(console.err(), line.get());
        } else if ((System.nanoTime() - drawn) / 1e9 >= SECONDS_BETWEEN) {
            drawn = System.nanoTime();
            console.err().println("cram: " + line.get());
        }
    }

    @Override
    public void close() {
        if (console.live()) {
            draw(console.err(), "");
        }
    }

    /** Puts a line in the place of the terminal's last. */
    public static void draw(PrintStream terminal, String line) {
        terminal.print(CLEAR_LINE + line);
        terminal.flush();
    }
}
