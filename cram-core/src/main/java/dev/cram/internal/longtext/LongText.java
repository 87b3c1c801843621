package dev.cram.internal.longtext;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.cram.internal.Replacement;
import dev.cram.internal.search.Job;
import dev.cram.measure.VectorBits;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Segment;
import dev.cram.memory.SegmentedVectors;
import dev.cram.memory.SegmentsReport;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The job of a text of any length.
 *
 * @param job what it works with
 * @param fill share of what its vectors are expected to hold that a segment takes
 */
public record LongText(Job job, double fill) {

    /** Bits of a segment. */
    private double bits() {
        return fill
                * job.settings().vectors()
                * VectorBits.of(job.model(), job.settings().vectorBits()).bits();
    }

    /** Segments in memory. */
    public SegmentedVectors compress(String text) {
        SegmentCramming cramming = new SegmentCramming(job, new StringReader(text), 0, bits());
        TextDigest digest = new TextDigest();
        List<Segment> places = new ArrayList<>();
        List<MemoryVectors> made = new ArrayList<>();
        SegmentsTally tally = new SegmentsTally();
        try {
            for (Optional<SegmentWriter.Window> window = cramming.next(digest, Optional.empty());
                    window.isPresent();
                    window = cramming.next(digest, Optional.empty())) {
                tally.addFailed(window.get().failedTries(), window.get().failedCost());
                for (int i = 0; i < window.get().segments().size(); i++) {
                    MemoryVectors vectors = window.get().segments().get(i);
                    int length = window.get().characters().get(i);
                    places.add(new Segment(
                            tally.report().characters(),
                            length,
                            vectors.origin().tokens(),
                            vectors.count(),
                            vectors.origin().exact()));
                    made.add(vectors);
                    tally.add(vectors.report(), length);
                }
            }
            return new InMemory(List.copyOf(places), List.copyOf(made), tally.report());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record InMemory(List<Segment> places, List<MemoryVectors> made, SegmentsReport report)
            implements SegmentedVectors {

        @Override
        public int count() {
            return places.size();
        }

        @Override
        public Segment segment(int index) {
            return places.get(index);
        }

        @Override
        public MemoryVectors vectors(int index) {
            return made.get(index);
        }

        @Override
        public void close() {}

        @Override
        public String toString() {
            return places.size() + " segments";
        }
    }

    /** Segments in a file, of a text that is read as it is needed; goes on with what an earlier call left of it. */
    public SegmentsReport compress(Reader text, Path file) throws IOException {
        double bits = bits();
        HashCode key = Hashing.sha256()
                .newHasher()
                .putBytes(job.key().asBytes())
                .putDouble(bits)
                .hash();
        try (SegmentWriter writer = SegmentWriter.open(file, key)) {
            TextDigest digest = new TextDigest();
            digest.add(text, writer.length());
            if (!digest.hash().equals(writer.text())) {
                throw new CramFileException(
                        SegmentWriter.part(file)
                                + " holds segments of another text: call with that one to go on with it, or delete it to begin anew");
            }
            SegmentCramming cramming = new SegmentCramming(job, text, writer.length(), bits);
            Optional<SegmentWriter.Window> window;
            do {
                window = cramming.next(digest, Optional.of(state(file, writer.length())));
                if (window.isPresent()) {
                    writer.write(window.get());
                    Replacement.deleteBeside(file, name -> name.startsWith(states(file)));
                }
            } while (window.isPresent());
            return writer.finish();
        }
    }

    /** Where the state of a window's search is kept that begins at a character. */
    private static Path state(Path file, long at) {
        return file.resolveSibling(states(file) + at);
    }

    private static String states(Path file) {
        return file.getFileName() + ".search-";
    }
}
