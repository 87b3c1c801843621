package dev.cram.examples;

import dev.cram.Cram;
import dev.cram.Segments;
import dev.cram.file.SegmentFile;
import dev.cram.memory.SegmentsReport;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Shows what to do with a text of any length: crams it into a file of segments, and reads all of it and a part of it back.
 *
 * <pre>cram-examples/java/run LongText "README.md"</pre>
 */
public final class LongText {

    private LongText() {}

    /**
     * Prints what that took.
     *
     * @param args a text file and a model, or nothing
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        Path text = Path.of(args.length > 0 ? args[0] : "README.md");
        Path file = Files.createTempFile("long", ".crams");
        try {
            System.out.println(run(text, file, args.length > 1 ? args[1] : "pocket"));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /**
     * What it took.
     *
     * @param report what was measured
     * @param exact whether all of the text came back
     * @param compressing seconds to cram it
     * @param all seconds to read it back
     * @param part seconds to read back 100 characters in its middle
     * @param megabytes of memory that the process had at most; 0 where the system does not tell
     */
    record Figures(SegmentsReport report, boolean exact, double compressing, double all, double part, long megabytes) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,d characters in %,d segments, %,d second tries, %.1f tokens a vector, %s%n"
                            + "crammed in %.1f s, read back in %.2f s, 100 characters of the middle in %.3f s (%.2f %%), %,d MB",
                    report.characters(),
                    report.segments(),
                    report.secondTries(),
                    report.tokensPerVector(),
                    exact ? "exact" : "NOT exact",
                    compressing,
                    all,
                    part,
                    100 * part / all,
                    megabytes);
        }
    }

    /** Crams a file's text, and reads it back. */
    static Figures run(Path text, Path file, String location) throws IOException {
        try (FrozenModel model = Cram.open(location)) {
            Segments segments = Cram.with(model).segments();
            long began = System.nanoTime();
            SegmentsReport report;
            try (Reader reader = Files.newBufferedReader(text)) {
                report = segments.compress(reader, file);
            }
            long crammed = System.nanoTime();
            try (SegmentFile vectors = SegmentFile.open(file)) {
                StringBuilder back = new StringBuilder();
                segments.decompress(vectors, back);
                long read = System.nanoTime();
                boolean exact = back.toString().equals(Files.readString(text));
                long middle = Math.max(0, vectors.length() / 2 - 50);
                long again = System.nanoTime();
                String part = segments.text(vectors, middle, Math.min(vectors.length(), middle + 100));
                long done = System.nanoTime();
                exact &= back.substring((int) middle).startsWith(part);
                return new Figures(
                        report,
                        exact,
                        (crammed - began) / 1e9,
                        (read - crammed) / 1e9,
                        (done - again) / 1e9,
                        megabytes());
            }
        }
    }

    private static long megabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (Files.notExists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findAny()
                .orElse(0);
    }
}
