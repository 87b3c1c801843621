package dev.cram.examples.cli;

import dev.cram.capacity.study.StudyListener;
import java.util.Locale;

/** One line that is drawn again on a terminal, or a line every ten seconds elsewhere. */
final class StudyProgress implements StudyListener, AutoCloseable {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final double SECONDS_BETWEEN = 10;

    private final Console console;
    private long drawn = System.nanoTime();

    StudyProgress(Console console) {
        this.console = console;
    }

    @Override
    public void onProgress(String what, double share, double secondsLeft) {
        String line = String.format(Locale.ROOT, "%3.0f %%, %s left: %s", 100 * share, time(secondsLeft), what);
        if (console.live()) {
            console.err().print(CLEAR_LINE + line);
            console.err().flush();
        } else if ((System.nanoTime() - drawn) / 1e9 >= SECONDS_BETWEEN) {
            drawn = System.nanoTime();
            console.err().println("cram: " + line);
        }
    }

    private static String time(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "unknown time";
        }
        if (seconds < 90) {
            return "about " + Math.round(seconds) + " s";
        }
        return seconds < 5_400
                ? "about " + Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "about %.1f h", seconds / 3_600);
    }

    @Override
    public void close() {
        if (console.live()) {
            console.err().print(CLEAR_LINE);
            console.err().flush();
        }
    }
}
