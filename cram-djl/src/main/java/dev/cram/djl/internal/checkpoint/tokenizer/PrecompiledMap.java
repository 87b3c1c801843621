package dev.cram.djl.internal.checkpoint.tokenizer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * SentencePiece's map of characters to their normal forms: the length in bytes of a trie, the trie as a double array of
 * 32-bit units (as of the library Darts-clone), and the texts that its leaves point to, in UTF-8 and ended by zeros.
 */
public final class PrecompiledMap {

    /** More bytes than any normal form has: Unicode's longest has 33. */
    private static final int LONGEST = 256;

    private final int[] units;
    private final byte[] texts;

    PrecompiledMap(byte[] map) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(map).order(ByteOrder.LITTLE_ENDIAN);
        int trie = bytes.remaining() < Integer.BYTES ? -1 : bytes.getInt();
        if (trie < Integer.BYTES || trie > bytes.remaining() || trie % Integer.BYTES != 0) {
            throw new IOException("precompiled_charsmap is cut");
        }
        units = new int[trie / Integer.BYTES];
        bytes.asIntBuffer().get(units);
        texts = new byte[bytes.remaining() - trie];
        bytes.get(bytes.position() + trie, texts);
    }

    /**
     * A map that has been checked.
     *
     * @throws IOException saying what is wrong with it
     */
    public static PrecompiledMap of(byte[] map) throws IOException {
        PrecompiledMap checked = new PrecompiledMap(map);
        checked.check();
        return checked;
    }

    /**
     * A text that the map knows, and its normal form.
     *
     * @param length the known text's length in bytes; 0 if there is none
     * @param texts holds the normal form in UTF-8, from begin to end
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Match(int length, byte[] texts, int begin, int end) {

        public static final Match NONE = new Match(0, new byte[0], 0, 0);
    }

    /** The longest known text that stands at a place of a text in UTF-8. */
    public Match longest(byte[] text, int place) {
        int length = 0;
        int begin = 0;
        int node = offset(units[0]);
        for (int i = place; i < text.length; i++) {
            int at = node ^ (text[i] & 0xff);
            if (at >= units.length || (units[at] & 0x8000_00ff) != (text[i] & 0xff)) {
                break;
            }
            node = at ^ offset(units[at]);
            if ((units[at] >>> 8 & 1) == 1 && node < units.length) {
                length = i + 1 - place;
                begin = units[node] & 0x7fff_ffff;
            }
        }
        return length == 0 || begin > texts.length ? Match.NONE : new Match(length, texts, begin, end(begin));
    }

    private int end(int begin) {
        int end = begin;
        while (end < texts.length && texts[end] != 0 && end - begin <= LONGEST) {
            end++;
        }
        return end;
    }

    /** Walks every path: each must stay inside the trie, and end at the beginning of a character. */
    void check() throws IOException {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(texts));
        } catch (CharacterCodingException e) {
            throw new IOException("precompiled_charsmap has texts that are not UTF-8", e);
        }
        BitSet seen = new BitSet();
        Deque<Integer> nodes = new ArrayDeque<>();
        nodes.add(offset(units[0]));
        while (!nodes.isEmpty()) {
            int node = nodes.remove();
            if (!seen.get(node)) {
                seen.set(node);
                checkChildren(node, nodes);
            }
        }
    }

    private void checkChildren(int node, Deque<Integer> nodes) throws IOException {
        for (int label = 1; label <= 255; label++) {
            int at = inside(node ^ label);
            if ((units[at] & 0x8000_00ff) == label) {
                int child = at ^ offset(units[at]);
                nodes.add(child);
                if ((units[at] >>> 8 & 1) == 1) {
                    checkText(units[inside(child)] & 0x7fff_ffff);
                }
            }
        }
    }

    private static int offset(int unit) {
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }

    private int inside(int at) throws IOException {
        if (at < 0 || at >= units.length) {
            throw new IOException("precompiled_charsmap has a trie that leads out of itself");
        }
        return at;
    }

    private void checkText(int begin) throws IOException {
        if (begin > texts.length || (begin < texts.length && (texts[begin] & 0xc0) == 0x80)) {
            throw new IOException("precompiled_charsmap points to no text");
        }
        if (end(begin) - begin > LONGEST) {
            throw new IOException(
                    "precompiled_charsmap makes a text of more than " + LONGEST + " bytes of a few letters");
        }
    }
}
