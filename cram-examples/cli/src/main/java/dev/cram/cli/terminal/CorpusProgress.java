package dev.cram.cli.terminal;

import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.run.RunListener;
import java.util.Locale;

/** How far a corpus run is: rate, share exact and time left. */
public final class CorpusProgress implements RunListener, AutoCloseable {

    private final StatusLine line;
    private final long began = System.nanoTime();
    private long documents;
    private long done;
    private long before;
    private long exact;
    private long errors;
    private long tokens;

    public CorpusProgress(Console console) {
        this.line = new StatusLine(console);
    }

    @Override
    public void onStarted(long all) {
        documents = all;
    }

    @Override
    public void onRow(CorpusRow row, boolean wasThere) {
        done++;
        before += wasThere ? 1 : 0;
        exact += row.isExact() ? 1 : 0;
        errors += row.hasVectors() ? 0 : 1;
        tokens += row.tokens() == null ? 0 : row.tokens();
        line.show(this::status);
    }

    private String status() {
        double seconds = (System.nanoTime() - began) / 1e9;
        double rate = (done - before) / seconds;
        return String.format(
                Locale.ROOT,
                "%,d of %,d documents, %.1f %% exact, %.2f a second%s",
                done,
                documents,
                100.0 * exact / done,
                rate,
                rate > 0 ? String.format(Locale.ROOT, ", about %s left", duration((documents - done) / rate)) : "");
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 120
                ? whole + " s"
                : whole < 7_200 ? whole / 60 + " min" : String.format(Locale.ROOT, "%.1f h", whole / 3600.0);
    }

    /** What came of it. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d documents, %,d tokens, %,d exact, %,d inexact, %,d errors",
                done,
                documents,
                tokens,
                exact,
                done - exact - errors,
                errors);
    }

    /** Whether every document that is done is exact. */
    public boolean allExact() {
        return exact == done;
    }

    @Override
    public void close() {
        line.close();
    }
}
