package dev.cram.djl.internal.checkpoint.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Splits texts by the scores of tokens, as SentencePiece's BPE: the two neighbors are merged that make the token with the
 * best score, until no two make one. The tokens are those of the tokenizers' library with the merges of {@link
 * ScoredMerges}, but no list of merges is made: a large vocabulary has hundreds of thousands.
 */
public final class ScoredSplitter implements TextSplitter {

    private final float[] scores;
    private final int unknown;
    private final TokenIndex index;
    private final BitSet ordinary = new BitSet();
    private final Map<Integer, Integer> letters = new HashMap<>();
    private final int[] bytes;

    /**
     * A splitter of a vocabulary.
     *
     * @param ordinary the numbers of the tokens that come of merges
     * @param unknown the token of letters that there are no tokens for, not even of their bytes
     */
    public ScoredSplitter(List<String> tokens, float[] scores, int[] ordinary, int unknown) {
        this.scores = scores;
        this.unknown = unknown;
        this.index = new TokenIndex(tokens, ordinary);
        IntStream.of(ordinary).forEach(this.ordinary::set);
        Map<String, Integer> singleBytes = new HashMap<>();
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            if (token.codePointCount(0, token.length()) == 1) {
                letters.put(token.codePointAt(0), id);
            } else if (token.startsWith("<0x")) {
                singleBytes.put(token, id);
            }
        }
        this.bytes = IntStream.range(0, 256)
                .map(value -> singleBytes.getOrDefault(String.format("<0x%02X>", value), TokenIndex.NONE))
                .toArray();
    }

    @Override
    public int[] split(String text) {
        SymbolChain chain = new SymbolChain(text.codePoints()
                .map(letter -> letters.getOrDefault(letter, TokenIndex.NONE))
                .toArray());
        int[] units = new int[chain.size() + 1];
        for (int i = 0; i < chain.size(); i++) {
            units[i + 1] = text.offsetByCodePoints(units[i], 1);
        }
        TokenIndex.Parts parts = index.parts(text);
        chain.mergeAll((left, right, begin, middle, end) -> {
            int whole = isOrdinary(left) && isOrdinary(right) ? parts.find(units[begin], units[end]) : TokenIndex.NONE;
            return whole == TokenIndex.NONE
                    ? null
                    : new ScoredMerges.Merge(left, right, whole, middle - begin, end - middle, scores[whole]);
        });
        IntStream.Builder ids = IntStream.builder();
        boolean isAfterUnknown = false;
        for (int i = 0; i < chain.size(); i = chain.next(i)) {
            int[] found = chain.id(i) == TokenIndex.NONE
                    ? bytes(text.substring(units[i], units[i + 1]))
                    : new int[] {chain.id(i)};
            if (found.length > 0) {
                IntStream.of(found).forEach(ids);
            } else if (!isAfterUnknown) {
                ids.add(unknown);
            }
            isAfterUnknown = found.length == 0;
        }
        return ids.build().toArray();
    }

    private boolean isOrdinary(int id) {
        return id != TokenIndex.NONE && ordinary.get(id);
    }

    /** The tokens of a letter's bytes; none unless each has one. */
    private int[] bytes(String letter) {
        byte[] values = letter.getBytes(StandardCharsets.UTF_8);
        int[] ids = IntStream.range(0, values.length)
                .map(i -> bytes[values[i] & 0xff])
                .toArray();
        return IntStream.of(ids).allMatch(id -> id != TokenIndex.NONE) ? ids : new int[0];
    }
}
