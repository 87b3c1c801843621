package dev.cram.study.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.internal.Seeds;
import dev.cram.model.FrozenModel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class TextSourceTest {

    private static final List<String> WORDS =
            IntStream.range(0, 500).mapToObj(i -> "w" + i).toList();

    private final FrozenModel model = bytes();

    @Test
    void randomWords_neighbouringSeeds_shareNoRunOfWords() {
        Set<String> runs = new HashSet<>();
        int drawn = 0;
        for (long seed : new long[] {-1, 0, 1, 2, 3, Long.MAX_VALUE, Long.MIN_VALUE}) {
            for (String text : TextSources.randomWords("words", WORDS, seed).draw(model, 120, 20)) {
                List<String> words = List.of(text.split(" "));
                for (int i = 0; i + 4 < words.size(); i++) {
                    runs.add(String.join(" ", words.subList(i, i + 4)));
                    drawn++;
                }
            }
        }
        assertThat(drawn).isGreaterThan(2_000);
        assertThat(runs).hasSize(drawn);
    }

    @Test
    void windows_neighbouringSeeds_shareHardlyAText() {
        String book =
                IntStream.range(0, 20_000).mapToObj(i -> "w" + i).collect(java.util.stream.Collectors.joining(" "));
        List<String> drawn = new ArrayList<>();
        for (long seed = 0; seed < 10; seed++) {
            drawn.addAll(TextSources.windows("book", List.of(book), Bounds.TOKEN, seed)
                    .draw(model, 30, 20));
        }
        assertThat(new HashSet<>(drawn)).hasSizeGreaterThan(195);
    }

    @Test
    void seeds_ofNumbersAndSeeds_areAllDifferent() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = -50; seed < 50; seed++) {
            for (int number = 0; number < 50; number++) {
                seeds.add(Seeds.of(seed, number));
            }
        }
        assertThat(seeds).hasSize(5_000);
    }

    /** What tells that random words are drawn otherwise than they were once, so that results are not mixed. */
    @Test
    void identity_ofRandomWords_isNotThatOfPlainSeeds() {
        assertThat(TextSources.randomWords("words", WORDS, 0).identity())
                .isNotEqualTo(SourceIdentity.of("words", WORDS, 0));
    }

    private static FrozenModel bytes() {
        FrozenModel model = Mockito.mock(FrozenModel.class);
        Mockito.when(model.encode(Mockito.anyString())).thenAnswer(call -> {
            byte[] bytes = call.<String>getArgument(0).getBytes(StandardCharsets.US_ASCII);
            return IntStream.range(0, bytes.length).map(i -> bytes[i]).toArray();
        });
        Mockito.when(model.decode(Mockito.any()))
                .thenAnswer(call -> Arrays.stream(call.<int[]>getArgument(0))
                        .mapToObj(Character::toString)
                        .collect(java.util.stream.Collectors.joining()));
        return model;
    }
}
