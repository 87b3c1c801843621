package dev.cram.study.text;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.model.FrozenModel;
import java.text.BreakIterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Windows of documents at random places. */
final class DocumentWindows implements Candidates {

    /** How many places are tried before there are too few. */
    private static final int PLACES = 20_000;

    /** No token is longer on average; a longer window is only slower. */
    private static final int CHARACTERS_PER_TOKEN = 12;

    private static final int SEARCH_CHARACTERS = 2_000;

    private final List<String> documents;
    private final Bounds bounds;
    private final long seed;
    private final long characters;

    DocumentWindows(List<String> documents, Bounds bounds, long seed) {
        this.documents = List.copyOf(documents);
        this.bounds = bounds;
        this.seed = seed;
        this.characters = documents.stream().mapToLong(String::length).sum();
        checkArgument(characters > 0, "documents must hold some text, but there was none");
    }

    @Override
    public int count() {
        return PLACES;
    }

    @Override
    public String identity() {
        return SourceIdentity.of("windows " + bounds, documents, seed);
    }

    @Override
    public Optional<String> candidate(int number, int tokens, FrozenModel model) {
        long place = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number).nextLong(characters);
        int document = 0;
        while (place >= documents.get(document).length()) {
            place -= documents.get(document++).length();
        }
        String text = documents.get(document);
        int begin = bounds == Bounds.SENTENCE ? sentence(text, (int) place) : afterBlank(text, (int) place);
        int end = (int) Math.min(text.length(), begin + (long) CHARACTERS_PER_TOKEN * (tokens + 1L));
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        // A window at a token begins at the second one, since the first is cut at a blank.
        int skipped = bounds == Bounds.SENTENCE ? 0 : 1;
        return begin < end ? TokenSlice.of(text.substring(begin, end), skipped, tokens, model) : Optional.empty();
    }

    /** The beginning of the first whole sentence after a place; the text's end if there is none nearby. */
    private static int sentence(String text, int place) {
        int from = Math.max(0, place - 1);
        String near = text.substring(from, Math.min(text.length(), from + SEARCH_CHARACTERS));
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(near);
        for (int at = place == 0 ? 0 : sentences.following(0); at != BreakIterator.DONE; at = sentences.next()) {
            if (at < near.length() && beginsSentence(near, at)) {
                return from + at;
            }
        }
        return text.length();
    }

    private static boolean beginsSentence(String text, int at) {
        int point = text.codePointAt(at);
        boolean quoted = (point == '"' || point == '\u201c') && at + 1 < text.length();
        return Character.isUpperCase(quoted ? text.codePointAt(at + 1) : point);
    }

    private static int afterBlank(String text, int place) {
        int at = place;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
