package dev.cram.study.coder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * A Huffman code over tokens (D. A. Huffman, 1952). Both sides know how often each token came in other texts, as they
 * know a model's weights; every token of the vocabulary has a code. Immutable and thread-safe.
 */
public final class HuffmanCoder {

    /** Its name, for tables. */
    public static final String NAME = "Huffman over tokens";

    private final String[] codes;
    private final Node root;

    /** With how often each token came. */
    HuffmanCoder(long[] counts) {
        codes = new String[counts.length];
        PriorityQueue<Node> queue =
                new PriorityQueue<>(Comparator.comparingLong(Node::count).thenComparingInt(Node::lowest));
        for (int token = 0; token < counts.length; token++) {
            // One more than seen, so that a token that never came has a code too.
            queue.add(new Node(counts[token] + 1, token, List.of()));
        }
        while (queue.size() > 1) {
            Node zero = queue.remove();
            Node one = queue.remove();
            queue.add(new Node(zero.count() + one.count(), Math.min(zero.lowest(), one.lowest()), List.of(zero, one)));
        }
        root = queue.remove();
        assign(root, "");
    }

    /**
     * A code that fits some texts.
     *
     * @param texts their tokens
     * @param vocabulary number of tokens that have a code
     * @return the coder
     */
    public static HuffmanCoder of(List<int[]> texts, int vocabulary) {
        Objects.requireNonNull(texts, "texts");
        long[] counts = new long[vocabulary];
        texts.forEach(text -> Arrays.stream(text).forEach(token -> counts[token]++));
        return new HuffmanCoder(counts);
    }

    private record Node(long count, int lowest, List<Node> children) {}

    private void assign(Node node, String code) {
        if (node.children().isEmpty()) {
            codes[node.lowest()] = code;
        } else {
            assign(node.children().get(0), code + "0");
            assign(node.children().get(1), code + "1");
        }
    }

    /**
     * Codes a text.
     *
     * @param tokens its tokens
     * @return the code
     */
    public byte[] encode(int[] tokens) {
        Objects.requireNonNull(tokens, "tokens");
        int bits = 0;
        for (int token : tokens) {
            bits += codes[token].length();
        }
        byte[] bytes = new byte[(bits + 7) / 8];
        int at = 0;
        for (int token : tokens) {
            for (int i = 0; i < codes[token].length(); i++, at++) {
                if (codes[token].charAt(i) == '1') {
                    bytes[at / 8] |= (byte) (0x80 >>> at % 8);
                }
            }
        }
        return bytes;
    }

    /**
     * Gives a text back.
     *
     * @param bytes what {@link #encode} made of it
     * @param count number of its tokens, which is known, as is that of a text in a table
     * @return its tokens
     */
    public int[] decode(byte[] bytes, int count) {
        Objects.requireNonNull(bytes, "bytes");
        List<Integer> tokens = new ArrayList<>();
        int at = 0;
        while (tokens.size() < count) {
            Node node = root;
            while (!node.children().isEmpty()) {
                node = node.children().get(bytes[at / 8] >>> (7 - at % 8) & 1);
                at++;
            }
            tokens.add(node.lowest());
        }
        return tokens.stream().mapToInt(token -> token).toArray();
    }
}
