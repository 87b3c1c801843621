package dev.cram.djl.internal.checkpoint.file;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A text as the bytes of its UTF-8, piece by piece: a tokenizer's text is tens of megabytes long, of which an array would be
 * another copy. Half a character is a question mark, as with {@link String#getBytes}.
 */
public final class Utf8 extends InputStream {

    private static final int PIECE = 1 << 13;

    private final String text;
    private final char[] characters;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes;
    private int position;

    public Utf8(String text) {
        this.text = text;
        this.characters = new char[Math.min(PIECE, text.length())];
        this.bytes = ByteBuffer.allocate(3 * characters.length).limit(0);
    }

    /** The next bytes, some while there are any; valid until the next call. */
    private ByteBuffer piece() {
        if (!bytes.hasRemaining() && position < text.length()) {
            int end = Math.min(position + PIECE, text.length());
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            text.getChars(position, end, characters, 0);
            encoder.reset().encode(CharBuffer.wrap(characters, 0, end - position), bytes.clear(), true);
            bytes.flip();
            position = end;
        }
        return bytes;
    }

    @Override
    public int read() {
        ByteBuffer piece = piece();
        return piece.hasRemaining() ? piece.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        ByteBuffer piece = piece();
        if (!piece.hasRemaining()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, piece.remaining());
        piece.get(target, offset, count);
        return count;
    }
}
