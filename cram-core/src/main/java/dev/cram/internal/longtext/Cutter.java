package dev.cram.internal.longtext;

import dev.cram.internal.text.CheckedText;
import dev.cram.internal.text.CheckedTexts;
import dev.cram.measure.Measures;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.FrozenModel;
import dev.cram.model.TokenScores;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Cuts a text into segments while it is read: of as many whole sentences as a number of bits holds, or, where a sentence is too
 * long or would leave more than half of them over, of as many tokens that stand for the same characters alone. White space
 * between sentences belongs to the later one, as tokenizers have it.
 */
final class Cutter {

    /** Characters that are looked at first. */
    private static final int WINDOW = 512;

    private final FrozenModel model;
    private final CheckedTexts checks;
    private final TextBuffer text;
    private final double bits;
    private int window = WINDOW;

    /**
     * Before the first segment.
     *
     * @param checks of segments
     * @param text what is to be cut
     * @param bits what a segment is to cost the model without vectors, at most
     */
    Cutter(CheckedTexts checks, TextBuffer text, double bits) {
        this.model = checks.model();
        this.checks = checks;
        this.text = text;
        this.bits = bits;
    }

    /**
     * The next segment; empty at the end of the text.
     *
     * @throws InvalidTextException if the model's tokenizer changes the text there
     */
    Optional<CheckedText> next() throws IOException {
        while (true) {
            String ahead = text.ahead(window);
            if (ahead.isEmpty()) {
                return Optional.empty();
            }
            int[] ids = encoded(ahead);
            int seen = Math.min(ids.length, checks.longest());
            int fitting = fitting(model.score(Arrays.copyOf(ids, seen)));
            boolean whole = text.isRest(ahead);
            if (fitting < ids.length || whole) {
                CheckedText segment = cut(ahead, ids, fitting, whole);
                text.skip(segment.text().length());
                window = Math.max(WINDOW, 3 * segment.text().length());
                return Optional.of(segment);
            }
            window *= 2;
        }
    }

    private int[] encoded(String ahead) {
        try {
            return model.encode(ahead);
        } catch (InvalidTextException e) {
            throw at(e);
        }
    }

    private InvalidTextException at(InvalidTextException e) {
        return new InvalidTextException("Behind character " + text.position() + ": " + e.getMessage(), e);
    }

    /** The leading tokens that the bits hold, at least one. */
    private int fitting(TokenScores scores) {
        double nats = 0;
        for (int i = 0; i < scores.tokens(); i++) {
            nats += scores.crossEntropyNats()[i];
            if (Measures.bits(nats) > bits) {
                return Math.max(1, i);
            }
        }
        return scores.tokens();
    }

    private CheckedText cut(String ahead, int[] ids, int fitting, boolean whole) {
        if (whole && fitting == ids.length) {
            return checked(ahead);
        }
        int most = common(ahead, model.decode(Arrays.copyOf(ids, fitting)));
        int end = sentenceEnd(ahead, most);
        if (2 * end >= most) {
            Optional<CheckedText> sentences = surviving(ahead.substring(0, end));
            if (sentences.isPresent()) {
                return sentences.get();
            }
        }
        return new CheckedText(ahead, ids)
                .prefix(fitting, model)
                .orElseGet(() -> checked(ahead.substring(0, Math.max(ahead.offsetByCodePoints(0, 1), most))));
    }

    /** The end of the last sentence that ends within so many characters, without the white space behind it; 0 if none does. */
    private static int sentenceEnd(String text, int most) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        int last = 0;
        for (int next = sentences.next(); next != BreakIterator.DONE && next < text.length(); next = sentences.next()) {
            int end = next;
            while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            if (end > most) {
                break;
            }
            last = end;
        }
        return last;
    }

    private static int common(String a, String b) {
        int end = 0;
        while (end < a.length() && end < b.length() && a.charAt(end) == b.charAt(end)) {
            end++;
        }
        return end;
    }

    private Optional<CheckedText> surviving(String segment) {
        try {
            return Optional.of(checks.whole(segment));
        } catch (InvalidTextException e) {
            return Optional.empty();
        }
    }

    private CheckedText checked(String segment) {
        try {
            return checks.whole(segment);
        } catch (InvalidTextException e) {
            throw at(e);
        }
    }

    /**
     * Two parts of a segment that did not come out exact, of about as many tokens, cut at a sentence's end if one is near the
     * middle.
     *
     * @return empty if it has only one token, or no place to be cut at
     */
    static Optional<Halves> halves(CheckedText segment, CheckedTexts checks) {
        int tokens = segment.ids().length;
        String text = segment.text();
        int end = sentenceEnd(text, 2 * text.length() / 3);
        if (3 * end > text.length()) {
            Optional<Halves> found = halves(text, end, checks);
            if (found.isPresent()) {
                return found;
            }
        }
        for (int length = tokens / 2; length > 0; length--) {
            Optional<Halves> found = segment.prefix(length, checks.model())
                    .flatMap(start -> halves(text, start.text().length(), checks));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Halves> halves(String text, int at, CheckedTexts checks) {
        try {
            return Optional.of(new Halves(checks.whole(text.substring(0, at)), checks.whole(text.substring(at))));
        } catch (InvalidTextException e) {
            return Optional.empty();
        }
    }

    /** Two parts of a segment. */
    record Halves(CheckedText first, CheckedText second) {}
}
