package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import dev.cram.djl.internal.checkpoint.tokenizer.TextSplitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Takes tokens out of a text, at each place the longest, and leaves what is between them to another splitter. */
final class FixedTokens implements TextSplitter {

    private final TextSplitter others;

    /** The tokens that begin with a letter, the longest first. */
    private final Map<Character, List<Token>> byFirst = new HashMap<>();

    private record Token(String text, int id) {}

    /**
     * A splitter.
     *
     * @param tokens the numbers of the tokens, of at least one letter, that are taken out
     */
    FixedTokens(Map<String, Integer> tokens, TextSplitter others) {
        this.others = others;
        tokens.forEach((text, id) -> byFirst.computeIfAbsent(text.charAt(0), unused -> new ArrayList<>())
                .add(new Token(text, id)));
        byFirst.values()
                .forEach(some -> some.sort(Comparator.comparingInt((Token token) -> token.text.length())
                        .reversed()));
    }

    @Override
    public int[] split(String text) {
        IntStream.Builder ids = IntStream.builder();
        int done = 0;
        int at = 0;
        while (at < text.length()) {
            Optional<Token> found = longest(text, at);
            if (found.isEmpty()) {
                at++;
            } else {
                splitOthers(text.substring(done, at), ids);
                ids.add(found.get().id);
                at += found.get().text.length();
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

    private Optional<Token> longest(String text, int at) {
        return byFirst.getOrDefault(text.charAt(at), List.of()).stream()
                .filter(token -> text.startsWith(token.text, at))
                .findFirst();
    }
}
