package dev.cram.internal.longtext;

import dev.cram.internal.longtext.SegmentWriter.Window;
import dev.cram.internal.search.Cramming;
import dev.cram.internal.search.Job;
import dev.cram.internal.text.CheckedText;
import dev.cram.internal.text.CheckedTexts;
import dev.cram.memory.InexactException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Crams a text a window of segments at a time, so that it never holds more of it. */
final class SegmentCramming {

    /** Batches that a window makes, so that most rounds are full. */
    private static final int BATCHES = 8;

    private final Job job;
    private final CheckedTexts checks;
    private final Cutter cutter;
    private final boolean acceptInexact;

    /**
     * Before a window.
     *
     * @param text what is left of the text
     * @param from characters before that
     * @param bits of a segment
     */
    SegmentCramming(Job job, Reader text, long from, double bits) {
        this.acceptInexact = job.settings().acceptInexact();
        this.job = job.settings(job.settings().acceptInexact(true));
        this.checks = new CheckedTexts(job.model(), job.settings().vectors());
        this.cutter = new Cutter(checks, new TextBuffer(text, from), bits);
    }

    /** A part of a window, with its vectors once it has any that will stay. */
    private record Piece(CheckedText text, @Nullable MemoryVectors vectors) {}

    /**
     * The next window; empty at the end of the text.
     *
     * @param digest takes in the window's text
     * @param state where the state of a search is kept, a number behind its name
     * @throws InexactException if a segment that cannot be split is not exact, or the work was cancelled
     */
    Optional<Window> next(TextDigest digest, Optional<Path> state) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        while (pieces.size() < BATCHES * job.settings().batch()) {
            Optional<CheckedText> segment = cutter.next();
            if (segment.isEmpty()) {
                break;
            }
            digest.add(segment.get().text());
            pieces.add(new Piece(segment.get(), null));
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        int tries = 0;
        double cost = 0;
        for (int round = 0; pieces.stream().anyMatch(piece -> piece.vectors() == null); round++) {
            int number = round;
            List<MemoryVectors> found =
                    cram(pieces, state.map(path -> path.resolveSibling(path.getFileName() + "-" + number)));
            List<Piece> next = new ArrayList<>();
            int at = 0;
            for (Piece piece : pieces) {
                if (piece.vectors() != null) {
                    next.add(piece);
                    continue;
                }
                MemoryVectors vectors = found.get(at++);
                Optional<Cutter.Halves> halves =
                        isWanted(vectors) ? Optional.empty() : Cutter.halves(piece.text(), checks);
                if (halves.isPresent()) {
                    tries++;
                    cost += vectors.report().cost().evaluations();
                    next.add(new Piece(halves.get().first(), null));
                    next.add(new Piece(halves.get().second(), null));
                } else {
                    next.add(new Piece(piece.text(), kept(vectors)));
                }
            }
            pieces = next;
        }
        return Optional.of(window(pieces, tries, cost, digest));
    }

    /** Vectors of the pieces that have none. */
    private List<MemoryVectors> cram(List<Piece> pieces, Optional<Path> state) {
        List<CheckedText> texts = pieces.stream()
                .filter(piece -> piece.vectors() == null)
                .map(Piece::text)
                .toList();
        List<MemoryVectors> found = new Cramming(state.map(job::file).orElse(job)).whole(texts);
        List<MemoryVectors> cancelled = found.stream()
                .filter(vectors -> vectors.report().cost().stopReason() == StopReason.CANCELLED)
                .toList();
        if (!cancelled.isEmpty()) {
            throw new InexactException(found, cancelled);
        }
        return found;
    }

    private static boolean isWanted(MemoryVectors vectors) {
        return vectors.report().cost().stopReason() == StopReason.EXACT;
    }

    private MemoryVectors kept(MemoryVectors vectors) {
        if (!isWanted(vectors) && !acceptInexact) {
            throw new InexactException(List.of(vectors), List.of(vectors));
        }
        return vectors;
    }

    private static Window window(List<Piece> pieces, int tries, double cost, TextDigest digest) {
        List<MemoryVectors> vectors = new ArrayList<>();
        List<Integer> characters = new ArrayList<>();
        for (Piece piece : pieces) {
            vectors.add(Objects.requireNonNull(piece.vectors()));
            characters.add(piece.text().text().length());
        }
        return new Window(vectors, characters, tries, cost, digest.hash());
    }
}
