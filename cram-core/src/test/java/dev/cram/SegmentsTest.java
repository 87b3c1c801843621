package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.file.SegmentFile;
import dev.cram.memory.CramFileException;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.Segment;
import dev.cram.memory.SegmentedVectors;
import dev.cram.memory.SegmentsReport;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are longer than the model's positions. */
class SegmentsTest {

    private static final String TEXT = text(2_000, 3);

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model).vectorBits(60);
    private final Segments segments = cram.segments();

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("book.crams");
    }

    private static String text(int length, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append((char) ('a' + random.nextInt(26)));
            if (random.nextInt(5) == 0) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    @Test
    void compress_longText_comesBack() {
        SegmentedVectors vectors = segments.compress(TEXT);

        assertThat(segments.decompress(vectors)).isEqualTo(TEXT);
        assertThat(vectors.length()).isEqualTo(TEXT.length());
        SegmentsReport report = vectors.report();
        assertThat(report.segments())
                .isEqualTo(report.exact())
                .isEqualTo(vectors.count())
                .isGreaterThan(125);
        assertThat(report.tokens()).isEqualTo(report.bytes()).isEqualTo(TEXT.length());
        assertThat(report.secondTries()).isZero();
        assertThat(report.bitsBefore())
                .isCloseTo(TEXT.length() * Math.log(27) / Math.log(2), Percentage.withPercentage(1e-4));
    }

    @Test
    void compress_segments_areThoseOfEachAlone() {
        SegmentedVectors vectors = segments.compress(TEXT);

        long end = 0;
        for (int i = 0; i < vectors.count(); i++) {
            Segment segment = vectors.segment(i);
            assertThat(segment.begin()).isEqualTo(end);
            end = segment.end();
            assertThat(cram.decompress(vectors.vectors(i)))
                    .isEqualTo(TEXT.substring((int) segment.begin(), (int) segment.end()));
            // 60 bits are 36 for a segment, and a character 4.75.
            assertThat(segment.length()).isLessThanOrEqualTo(7);
        }
        assertThat(end).isEqualTo(TEXT.length());
    }

    @Test
    void text_anyRange_isTheSubstringFromItsSegmentsAlone() {
        SegmentedVectors vectors = segments.compress(TEXT);
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            int from = random.nextInt(TEXT.length() + 1);
            int to = Math.min(TEXT.length(), from + random.nextInt(30));
            model.decoded.clear();
            assertThat(segments.text(vectors, from, to)).isEqualTo(TEXT.substring(from, to));
            assertThat(model.decoded.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(to - from + 12);
        }
        assertThat(segments.text(vectors, 0, TEXT.length())).isEqualTo(TEXT);
        assertThat(segments.text(vectors, 7, 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1_999})
    void text_rangeThatIsNotThere_isRefused(long from) {
        SegmentedVectors vectors = segments.compress(TEXT.substring(0, 1_990));
        assertThatThrownBy(() -> segments.text(vectors, from, 2_000))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("the text has 1990 characters")
                .hasMessageContaining("from " + from + " to 2000");
    }

    @Test
    void compress_segmentThatFails_isSplitAndCounted() {
        model.reach = 2;
        Segments some = cram.vectors(2).steps(300).segments();

        SegmentedVectors vectors = some.compress(TEXT.substring(0, 100));

        assertThat(some.decompress(vectors)).isEqualTo(TEXT.substring(0, 100));
        assertThat(vectors.report().secondTries()).isPositive();
        double kept = IntStream.range(0, vectors.count())
                .mapToDouble(i -> vectors.vectors(i).report().cost().evaluations())
                .sum();
        assertThat(vectors.report().evaluations()).isGreaterThan(kept);
    }

    @Test
    void compress_segmentThatCannotBeSplit_isAnErrorUnlessAccepted() {
        model.wrongDecodes = Integer.MAX_VALUE;
        Cram hopeless = cram.steps(3);

        assertThatThrownBy(() -> hopeless.segments().compress("call me")).isInstanceOf(InexactException.class);
        SegmentedVectors vectors = hopeless.acceptInexact().segments().compress("call me");
        assertThat(vectors.report().exact()).isZero();
        assertThat(vectors.report().segments()).isEqualTo(7);
    }

    @Test
    void compress_emptyText_hasNoSegments() throws IOException {
        SegmentedVectors vectors = segments.compress("");
        assertThat(vectors.count()).isZero();
        assertThat(segments.decompress(vectors)).isEmpty();
        assertThat(segments.compress(new StringReader(""), file)).isEqualTo(vectors.report());
        try (SegmentedVectors read = SegmentFile.open(file)) {
            assertThat(read.length()).isZero();
        }
    }

    @Test
    void compress_characterThatTheTokenizerChanges_isNamedByItsPlace() {
        String text = TEXT.substring(0, 700) + "X" + TEXT.substring(701);
        assertThatThrownBy(() -> segments.compress(text))
                .isInstanceOf(InvalidTextException.class)
                .hasMessageMatching("Behind character 700: .*at character 0: 'X' becomes .*");
    }

    @Test
    void fill_more_takesFewerSegments() {
        int usual = segments.compress(TEXT).count();
        assertThat(segments.fill(1).compress(TEXT).count()).isLessThan(usual);
        assertThatThrownBy(() -> segments.fill(0)).hasMessageContaining("but was 0.0");
    }

    @Test
    void compress_toAFile_isWhatIsMadeInMemory() throws IOException {
        SegmentedVectors memory = segments.compress(TEXT);

        SegmentsReport report = segments.compress(new StringReader(TEXT), file);

        try (SegmentedVectors read = SegmentFile.open(file)) {
            assertThat(read.report()).isEqualTo(report).isEqualTo(memory.report());
            assertThat(read.count()).isEqualTo(memory.count());
            for (int i = 0; i < read.count(); i++) {
                assertThat(read.segment(i)).isEqualTo(memory.segment(i));
                assertThat(read.vectors(i)).isEqualTo(memory.vectors(i));
            }
            assertThat(segments.decompress(read)).isEqualTo(TEXT);
        }
        assertThat(left()).containsExactly(file);
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    @Test
    void compress_endedAgainAndAgain_makesTheSameFile() throws IOException {
        Path whole = folder.resolve("whole.crams");
        String text = TEXT.substring(0, 900);
        cram.batch(2).segments().compress(new StringReader(text), whole);

        int calls = 0;
        Random random = new Random(4);
        while (!Files.exists(file)) {
            int rounds = random.nextInt(1, 200);
            List<Integer> told = new ArrayList<>();
            Segments ending = cram.batch(2)
                    .listener(progress -> {
                        told.add(progress.step());
                        if (told.size() == rounds) {
                            throw new Ended();
                        }
                    })
                    .segments();
            try {
                calls++;
                ending.compress(new StringReader(text), file);
            } catch (Ended e) {
                // As if the process had been killed.
                if (random.nextBoolean() && Files.size(folder.resolve("book.crams.part")) > 2_000) {
                    cutOff(folder.resolve("book.crams.part"), random.nextInt(1, 1_000));
                }
            }
        }

        assertThat(calls).isGreaterThan(4);
        assertSame(file, whole);
        assertThat(left()).containsExactlyInAnyOrder(file, whole);
    }

    /** What a process that ended had not written. */
    private static void cutOff(Path part, int bytes) throws IOException {
        byte[] all = Files.readAllBytes(part);
        Files.write(part, Arrays.copyOf(all, all.length - bytes));
    }

    private static void assertSame(Path one, Path two) throws IOException {
        try (SegmentedVectors a = SegmentFile.open(one);
                SegmentedVectors b = SegmentFile.open(two)) {
            assertThat(a.count()).isEqualTo(b.count());
            for (int i = 0; i < a.count(); i++) {
                assertThat(a.vectors(i)).isEqualTo(b.vectors(i));
                assertThat(a.segment(i)).isEqualTo(b.segment(i));
            }
            assertThat(a.report()).isEqualTo(b.report());
        }
    }

    @Test
    void compress_partOfAnotherTextOrOtherChoices_isRefused() {
        assertThatThrownBy(() -> cram.batch(2).listener(new Later()).segments().compress(new StringReader(TEXT), file))
                .isInstanceOf(Ended.class);

        assertThatThrownBy(() -> cram.batch(2).segments().compress(new StringReader("b" + TEXT), file))
                .isInstanceOf(CramFileException.class)
                .hasMessageContaining("book.crams.part holds segments of another text");
        assertThatThrownBy(() -> cram.batch(3).segments().compress(new StringReader(TEXT), file))
                .isInstanceOf(CramFileException.class)
                .hasMessageContaining("other choices")
                .hasMessageContaining("delete it to begin anew");
    }

    /** Ends once the second window is in work. */
    private static final class Later implements ProgressListener {

        private int finished;

        @Override
        public void onProgress(Progress progress) {
            if (finished > 20) {
                throw new Ended();
            }
        }

        @Override
        public void onFinished(int text, MemoryVectors vectors) {
            finished++;
        }
    }

    @Test
    void open_alteredByte_isFoundWhereItIs() throws IOException {
        segments.compress(new StringReader(TEXT.substring(0, 60)), file);
        byte[] bytes = Files.readAllBytes(file);
        int found = 0;
        for (int i = 0; i < bytes.length; i += 7) {
            byte[] altered = bytes.clone();
            altered[i] ^= 4;
            Files.write(file, altered);
            found += isRefused() ? 1 : 0;
        }
        // The rest is what only a call that goes on reads: the key, and the heads of windows.
        assertThat(found).isGreaterThan(bytes.length / 7 * 8 / 10);
        for (int length = 0; length < bytes.length; length += 13) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> SegmentFile.open(file)).isInstanceOf(CramFileException.class);
        }
    }

    private boolean isRefused() throws IOException {
        try (SegmentedVectors read = SegmentFile.open(file)) {
            String text = segments.decompress(read);
            assertThat(text).isEqualTo(TEXT.substring(0, 60));
            return false;
        } catch (CramFileException e) {
            return true;
        }
    }

    @Test
    void compress_endlessText_readsOnlyWhatItNeeds() {
        Reader endless = new Reader() {
            private long read;

            @Override
            public int read(char[] block, int from, int length) {
                read += length;
                if (read > 100_000) {
                    throw new Ended();
                }
                for (int i = from; i < from + length; i++) {
                    block[i] = (char) ('a' + i % 26);
                }
                return length;
            }

            @Override
            public void close() {}
        };
        Cram counting = cram.batch(2).listener(new Later());

        // It is in its second window before the reader's end is reached.
        assertThatThrownBy(() -> counting.segments().compress(endless, file)).isInstanceOf(Ended.class);
        assertThat(folder.resolve("book.crams.part")).exists();
    }
}
