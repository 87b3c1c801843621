package dev.cram.cli.terminal;

import dev.cram.study.measurement.StudyListener;
import java.util.Locale;

/** How far a study is, and how long the rest may take. */
public final class StudyProgress implements StudyListener, AutoCloseable {

    private final StatusLine line;

    public StudyProgress(Console console) {
        this.line = new StatusLine(console);
    }

    @Override
    public void onProgress(String what, double share, double secondsLeft) {
        line.show(() -> String.format(Locale.ROOT, "%3.0f %%, %s left: %s", 100 * share, time(secondsLeft), what));
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
        line.close();
    }
}
