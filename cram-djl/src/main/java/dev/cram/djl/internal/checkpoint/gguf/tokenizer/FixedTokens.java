package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.tokenizer.TextSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Takes tokens out of a text, at each place the longest, and leaves what is between them to another splitter. */
final class FixedTokens implements TextSplitter {

    private final Map<String, Integer> tokens;
    private final TextSplitter others;
    private final Map<Character, List<String>> byFirst = new HashMap<>();

    /**
     * A splitter.
     *
     * @param tokens the numbers of the tokens, of at least one letter, that are taken out
     */
    FixedTokens(Map<String, Integer> tokens, TextSplitter others) {
        this.tokens = Map.copyOf(tokens);
        this.others = others;
        for (String token : tokens.keySet()) {
            byFirst.computeIfAbsent(token.charAt(0), unused -> new ArrayList<>())
                    .add(token);
        }
        byFirst.values()
                .forEach(some ->
                        some.sort(Comparator.comparingInt(String::length).reversed()));
    }

    @Override
    public int[] split(String text) {
        IntStream.Builder ids = IntStream.builder();
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            String token = longest(text, at);
            if (token.isEmpty()) {
                at++;
            } else {
                splitOthers(text.substring(done, at), ids);
                ids.add(tokens.get(token));
                at += token.length();
                done = at;
            }
        }
        splitOthers(text.substring(done), ids);
        return ids.build().toArray();
    }

    private void splitOthers(String text, IntStream.Builder ids) {
        if (!text.isEmpty()) {
            IntStream.of(others.split(text)).forEach(ids);
        }
    }

    private String longest(String text, int at) {
        for (String token : byFirst.getOrDefault(text.charAt(at), List.of())) {
            if (text.startsWith(token, at)) {
                return token;
            }
        }
        return "";
    }
}
