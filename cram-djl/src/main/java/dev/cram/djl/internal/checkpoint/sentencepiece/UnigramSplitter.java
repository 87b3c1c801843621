package dev.cram.djl.internal.checkpoint.sentencepiece;

import dev.cram.djl.internal.checkpoint.tokenizer.TextSplitter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds the segmentation of a text whose pieces have the best sum of scores (Viterbi), with SentencePiece's own rounding:
 * among runs of one letter many segmentations tie but for that, and the tokenizers' library decides otherwise. That also
 * takes the names of single bytes for pieces.
 */
final class UnigramSplitter implements TextSplitter {

    private static final float UNKNOWN_MALUS = 10;
    private static final float USER_DEFINED_BONUS = 1;

    private final SentencePieceFile file;
    private final Prefixes pieces;
    private final int unknown;
    private final int[] bytes;
    private final float best;
    private final float worst;

    UnigramSplitter(SentencePieceFile file) {
        this.file = file;
        this.unknown = file.ids(PieceType.UNKNOWN).findFirst().orElseThrow();
        this.bytes = file.bytes();
        this.pieces = new Prefixes(
                file.pieces(), IntStream.concat(file.ids(PieceType.NORMAL), file.ids(PieceType.USER_DEFINED)));
        double[] scores = file.ids(PieceType.NORMAL)
                .mapToDouble(id -> file.pieces().get(id).score())
                .toArray();
        this.best =
                (float) Math.max(Float.MIN_NORMAL, Arrays.stream(scores).max().orElse(0));
        this.worst = (float) Arrays.stream(scores).min().orElse(0);
    }

    @Override
    public int[] split(String text) {
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        Lattice lattice = new Lattice(from.length);
        for (int at = 0; at < from.length; at = next(from, at)) {
            int begin = at;
            int single = next(from, at);
            boolean hasSingle = false;
            Prefixes.Range range = pieces.all().next(from, at);
            for (int end = at + 1; !range.isEmpty(); end++) {
                if (range.id() >= 0) {
                    lattice.offer(begin, end, range.id(), score(range.id(), end - begin));
                    hasSingle |= end == single;
                }
                range = range.next(from, end);
            }
            if (!hasSingle) {
                lattice.offer(begin, single, unknown, worst - UNKNOWN_MALUS);
            }
        }
        return ids(from, lattice);
    }

    private float score(int id, int length) {
        Piece piece = file.pieces().get(id);
        return piece.is(PieceType.USER_DEFINED) ? length * best + USER_DEFINED_BONUS : piece.score();
    }

    private static int next(byte[] text, int at) {
        int next = at + 1;
        while (next < text.length && (text[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }

    /** The pieces of the best path: unknown text is one token each time, or all its bytes. */
    private int[] ids(byte[] text, Lattice lattice) {
        int[] reversed = new int[text.length];
        int count = 0;
        boolean isAfterUnknown = false;
        for (int end = text.length; end > 0; end = lattice.begin(end)) {
            boolean isUnknown = lattice.id(end) == unknown;
            if (isUnknown && file.trainer().hasBytes()) {
                for (int i = end - 1; i >= lattice.begin(end); i--) {
                    reversed[count++] = bytes[text[i] & 0xff];
                }
            } else if (!isUnknown || !isAfterUnknown) {
                reversed[count++] = lattice.id(end);
            }
            isAfterUnknown = isUnknown;
        }
        int last = count - 1;
        return IntStream.rangeClosed(0, last).map(i -> reversed[last - i]).toArray();
    }
}
