package dev.cram.djl.internal.checkpoint.sentencepiece;

import dev.cram.djl.internal.checkpoint.tokenizer.PrecompiledMap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes texts as SentencePiece does before it splits them. The tokenizers' library looks up each letter with its marks
 * by itself, where SentencePiece takes the longest text that a rule has; so this is done here.
 */
final class SentencePieceNormalizer implements UnaryOperator<String> {

    private static final byte[] SPACE_LETTER = "\u2581".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SPACE = {' '};

    private final NormalizerSettings settings;
    private final boolean isSuffix;
    private final @Nullable PrecompiledMap rules;
    private final Prefixes kept;

    /** A normalizer of a model, which keeps user-defined pieces as they are. */
    SentencePieceNormalizer(SentencePieceFile file) throws IOException {
        this.settings = file.normalizer();
        this.isSuffix = file.trainer().isSuffix();
        this.rules = settings.rules().length == 0 ? null : PrecompiledMap.of(settings.rules());
        this.kept = new Prefixes(file.pieces(), file.ids(PieceType.USER_DEFINED));
    }

    @Override
    public String apply(String text) {
        byte[] from = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream to = new ByteArrayOutputStream(from.length + from.length / 2);
        boolean removes = settings.removesExtraSpaces();
        int at = 0;
        Step step = step(from, at);
        while (removes && step.isSpace()) {
            at = step.next();
            step = step(from, at);
        }
        if (at == from.length) {
            return "";
        }
        if (settings.addsSpace() && !isSuffix) {
            to.writeBytes(space());
        }
        boolean isAfterSpace = removes;
        while (at < from.length) {
            int begin = isAfterSpace ? step.firstOtherThanSpace() : step.begin();
            write(step.bytes(), begin, step.end(), to);
            if (begin < step.end()) {
                isAfterSpace = removes && step.bytes()[step.end() - 1] == ' ';
            }
            at = step.next();
            step = step(from, at);
        }
        return finish(to.toString(StandardCharsets.UTF_8));
    }

    private String finish(String text) {
        String space = new String(space(), StandardCharsets.UTF_8);
        int end = text.length();
        while (settings.removesExtraSpaces() && text.startsWith(space, end - 1) && end > 0) {
            end--;
        }
        return text.substring(0, end) + (settings.addsSpace() && isSuffix ? space : "");
    }

    private byte[] space() {
        return settings.escapesSpaces() ? SPACE_LETTER : SPACE;
    }

    private void write(byte[] bytes, int begin, int end, ByteArrayOutputStream to) {
        for (int i = begin; i < end; i++) {
            if (bytes[i] == ' ') {
                to.writeBytes(space());
            } else {
                to.write(bytes[i]);
            }
        }
    }

    /** What stands at a place: a text of user-defined pieces, what the longest rule makes, or else one character. */
    private Step step(byte[] text, int at) {
        int keep = kept.longest(text, at);
        if (keep > 0) {
            return new Step(text, at, at + keep, at + keep);
        }
        PrecompiledMap.Match match = rules == null ? PrecompiledMap.Match.NONE : rules.longest(text, at);
        if (match.length() > 0) {
            return new Step(match.texts(), match.begin(), match.end(), at + match.length());
        }
        int end = Math.min(at + 1, text.length);
        while (end < text.length && (text[end] & 0xc0) == 0x80) {
            end++;
        }
        return new Step(text, at, end, end);
    }

    /** Some bytes of a text that is written, and where the text that is read goes on. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Step(byte[] bytes, int begin, int end, int next) {

        boolean isSpace() {
            return end - begin == 1 && bytes[begin] == ' ';
        }

        int firstOtherThanSpace() {
            int first = begin;
            while (first < end && bytes[first] == ' ') {
                first++;
            }
            return first;
        }
    }
}
