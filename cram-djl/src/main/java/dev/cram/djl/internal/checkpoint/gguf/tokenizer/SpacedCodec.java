package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.tokenizer.SpaceDecoder;
import dev.cram.djl.internal.checkpoint.tokenizer.TextSplitter;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/**
 * Tokens in which spaces are letters, and some of which are single bytes. Joins them as the tokenizers' library, which
 * takes many times the memory for a large vocabulary.
 */
final class SpacedCodec implements TokenCodec {

    private static final String NO_TEXT = "\ufffd";

    private final List<String> tokens;
    private final TextSplitter splitter;
    private final boolean isPrefixed;

    /**
     * A codec of a vocabulary.
     *
     * @param tokens no more than there are embeddings
     * @param isPrefixed whether a space at the front is none of the text
     */
    SpacedCodec(List<String> tokens, TextSplitter splitter, boolean isPrefixed) {
        this.tokens = tokens;
        this.splitter = splitter;
        this.isPrefixed = isPrefixed;
    }

    @Override
    public int[] split(String text, int embeddings) {
        return splitter.split(text);
    }

    @Override
    public String join(int[] ids) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int id : ids) {
            String token = id < tokens.size() ? tokens.get(id) : "";
            if (isByte(token)) {
                bytes.write(HexFormat.fromHexDigits(token, 3, 5));
            } else if (!token.isEmpty()) {
                text.append(characters(bytes)).append(token.replace(SpaceDecoder.SPACE, " "));
            }
        }
        text.append(characters(bytes));
        return isPrefixed && text.indexOf(" ") == 0 ? text.substring(1) : text.toString();
    }

    private static boolean isByte(String token) {
        return token.length() == 6
                && token.startsWith("<0x")
                && HexFormat.isHexDigit(token.charAt(3))
                && HexFormat.isHexDigit(token.charAt(4))
                && token.endsWith(">");
    }

    /** The characters of some bytes, which are taken; where these are no text, as many marks of that. */
    private static String characters(ByteArrayOutputStream bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            return NO_TEXT.repeat(bytes.size());
        } finally {
            bytes.reset();
        }
    }

    /** None: what a file says of it is no part of the tokenizer. */
    @Override
    public OptionalInt startToken() {
        return OptionalInt.empty();
    }

    @Override
    public OptionalInt find(String token) {
        int id = tokens.indexOf(token);
        return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Does nothing: all is Java's. */
    @Override
    public void close() {}
}
