package dev.cram;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.internal.longtext.LongText;
import dev.cram.internal.search.Decompression;
import dev.cram.internal.search.Job;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.SegmentedVectors;
import dev.cram.memory.SegmentsReport;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Crams texts of any length, and reads them back, all or in part. A text is cut at the ends of sentences, or, where a sentence is
 * too long, between tokens, into segments of about as many bits as the vectors are expected to hold by the {@linkplain
 * #fill share}; each is crammed on its own. One that does not come out exact is split in two, and again, until all are.
 *
 * <pre>{@code
 * try (Reader book = Files.newBufferedReader(Path.of("book.txt"))) {
 *     Cram.with(model).segments().compress(book, Path.of("book.crams"));
 * }
 * try (SegmentedVectors vectors = SegmentFile.open(Path.of("book.crams"))) {
 *     String page = Cram.with(model).segments().text(vectors, 100_000, 102_000);
 * }
 * }</pre>
 *
 * <p>Immutable: each step returns a new value. As thread-safe as the model.
 */
public final class Segments {

    /**
     * The default share. Texts of 60 % of what the built-in model's vector is expected to hold all came out exact in one try, for
     * half the evaluations a token that 80 % takes.
     */
    static final double FILL = 0.6;

    private final Job job;
    private final double fill;

    Segments(Job job, double fill) {
        this.job = job;
        this.fill = fill;
    }

    /**
     * Sets how much of what the vectors are expected to hold a segment takes. Fuller ones take fewer vectors, more evaluations a
     * token, and second tries.
     *
     * @param share above 0 and at most 2; 0.6 by default
     * @return a new value
     */
    public Segments fill(double share) {
        checkArgument(share > 0 && share <= 2, "fill must be above 0 and at most 2, but was %s", share);
        return new Segments(job, share);
    }

    /**
     * Crams a text.
     *
     * @param text a well-formed text of any length
     * @return the vectors of its segments, in memory
     * @throws dev.cram.memory.InvalidTextException if some part of the text does not survive the tokenizer
     * @throws dev.cram.memory.InexactException if a segment cannot be made exact, and cannot be split either, or the work was
     *     cancelled
     */
    public SegmentedVectors compress(String text) {
        return new LongText(job, fill).compress(Objects.requireNonNull(text, "text"));
    }

    /**
     * Crams a text as it is read, into a file as it is made: what is held in memory does not grow with the text. Until all is
     * there the file is called {@code FILE.part}. Whoever calls again with the same text, choices and file, after whatever
     * ended the call before, goes on with it, and gets the same vectors as if nothing had.
     *
     * @param text a well-formed text of any length; stays open
     * @param file where to; replaced if there
     * @return what was measured
     * @throws dev.cram.memory.InvalidTextException as for {@link #compress(String)}
     * @throws dev.cram.memory.InexactException as for {@link #compress(String)}
     * @throws dev.cram.memory.CramFileException if the part that is there is of another text or other choices, or damaged
     * @throws IOException if the text cannot be read or the file cannot be written
     */
    public SegmentsReport compress(Reader text, Path file) throws IOException {
        Objects.requireNonNull(text, "text");
        return new LongText(job, fill).compress(text, Objects.requireNonNull(file, "file"));
    }

    /**
     * Reads the whole text back.
     *
     * @param vectors what {@link #compress} made
     * @return the text
     * @throws dev.cram.memory.ModelMismatchException as for {@link Cram#decompress}
     */
    public String decompress(SegmentedVectors vectors) {
        StringBuilder text = new StringBuilder();
        try {
            decompress(vectors, text);
        } catch (IOException e) {
            throw new AssertionError("a string builder takes all", e);
        }
        return text.toString();
    }

    /**
     * Reads the whole text back, some segments at a time.
     *
     * @param vectors what {@link #compress} made
     * @param out what takes the text, such as a writer
     * @throws dev.cram.memory.ModelMismatchException as for {@link Cram#decompress}
     * @throws IOException if it cannot be written to
     */
    public void decompress(SegmentedVectors vectors, Appendable out) throws IOException {
        Objects.requireNonNull(vectors, "vectors");
        Objects.requireNonNull(out, "out");
        int batch = job.settings().batch();
        for (int first = 0; first < vectors.count(); first += batch) {
            for (String segment : texts(vectors, first, Math.min(vectors.count(), first + batch))) {
                out.append(segment);
            }
        }
    }

    /**
     * Reads a part of the text back: decodes only the segments that it is in.
     *
     * @param vectors what {@link #compress} made
     * @param from the first character, from 0
     * @param to the character behind the last, at most the length of the text
     * @return the characters, as {@link String#substring(int, int)} gives them
     * @throws IndexOutOfBoundsException if the text has no such characters
     * @throws dev.cram.memory.ModelMismatchException as for {@link Cram#decompress}
     */
    public String text(SegmentedVectors vectors, long from, long to) {
        Objects.requireNonNull(vectors, "vectors");
        if (from < 0 || to < from || to > vectors.length()) {
            throw new IndexOutOfBoundsException("the text has " + vectors.length()
                    + " characters, but was asked for those from " + from + " to " + to);
        }
        if (from == to) {
            return "";
        }
        int first = vectors.indexAt(from);
        int last = vectors.indexAt(to - 1);
        long begin = vectors.segment(first).begin();
        String text = String.join("", texts(vectors, first, last + 1));
        return text.substring((int) (from - begin), (int) (to - begin));
    }

    private List<String> texts(SegmentedVectors vectors, int first, int end) {
        List<MemoryVectors> some =
                IntStream.range(first, end).mapToObj(vectors::vectors).toList();
        return new Decompression(job.model(), job.settings().acceptOtherPrecision())
                .texts(some, job.settings().batch());
    }

    @Override
    public String toString() {
        return "Segments[" + job.model().name() + ", fill=" + fill
                + job.settings().changes() + "]";
    }
}
