package dev.cram.djl.internal.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The merges of a vocabulary against those that follow from the rule word for word. */
class ScoredMergesTest {

    private static final String[] LETTERS = {"a", "b", "\u2581", "\ud83d\ude42", "\ud83d\ude43"};

    @Test
    void of_randomTokens() {
        Random random = new Random(1);
        for (int round = 0; round < 5; round++) {
            List<String> tokens = tokens(random);
            float[] scores = new float[tokens.size()];
            int[] types = new int[tokens.size()];
            for (int id = 0; id < scores.length; id++) {
                scores[id] = -random.nextInt(8);
                types[id] = random.nextInt(10) == 0 ? 3 : 1;
            }

            List<ScoredMerges.Merge> merges = ScoredMerges.of(tokens, scores, normal(types));

            assertThat(merges).hasSizeGreaterThan(20).isEqualTo(expected(tokens, types, scores));
        }
    }

    @Test
    @Timeout(10)
    void of_longToken_costsNoMoreThanItsLength() {
        List<String> tokens = List.of("a", "a".repeat(2_000_000), "a".repeat(1_999_999));

        assertThat(ScoredMerges.of(tokens, new float[3], new int[] {0, 1, 2}))
                .containsExactly(
                        new ScoredMerges.Merge(2, 0, 1, 1_999_999, 1, 0),
                        new ScoredMerges.Merge(0, 2, 1, 1, 1_999_999, 0));
    }

    private static List<String> tokens(Random random) {
        Set<String> tokens = new LinkedHashSet<>();
        for (int i = 0; i < 200; i++) {
            StringBuilder token = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                token.append(LETTERS[random.nextInt(LETTERS.length)]);
            }
            tokens.add(token.toString());
        }
        return List.copyOf(tokens);
    }

    private static int[] normal(int[] types) {
        return IntStream.range(0, types.length).filter(id -> types[id] == 1).toArray();
    }

    private static List<ScoredMerges.Merge> expected(List<String> tokens, int[] types, float[] scores) {
        List<ScoredMerges.Merge> merges = new ArrayList<>();
        int[] normal = normal(types);
        for (int whole : normal) {
            for (int left : normal) {
                for (int right : normal) {
                    if (tokens.get(whole).startsWith(tokens.get(left))
                            && tokens.get(whole).equals(tokens.get(left) + tokens.get(right))) {
                        merges.add(new ScoredMerges.Merge(
                                left,
                                right,
                                whole,
                                length(tokens.get(left)),
                                length(tokens.get(right)),
                                scores[whole]));
                    }
                }
            }
        }
        merges.sort(Comparator.comparing(ScoredMerges.Merge::score)
                .thenComparing(ScoredMerges.Merge::leftLength)
                .thenComparing(ScoredMerges.Merge::rightLength)
                .reversed());
        return merges;
    }

    private static int length(String token) {
        return token.codePointCount(0, token.length());
    }
}
