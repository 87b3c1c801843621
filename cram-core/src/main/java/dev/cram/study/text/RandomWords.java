package dev.cram.study.text;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.internal.Seeds;
import dev.cram.model.FrozenModel;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Words drawn independently. */
final class RandomWords implements Candidates {

    private static final int DRAWS = 20_000;

    private final List<String> words;
    private final long seed;

    RandomWords(List<String> words, long seed) {
        checkArgument(words.size() > 1, "words must be at least two, but there were %s", words.size());
        this.words = List.copyOf(words);
        this.seed = seed;
    }

    @Override
    public int count() {
        return DRAWS;
    }

    @Override
    public String identity() {
        return SourceIdentity.of("words of hashed seeds", words, seed);
    }

    /** A word is at least one token, so as many words as tokens are enough. */
    @Override
    public Optional<String> candidate(int number, int tokens, FrozenModel model) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed, number));
        String text = random.ints(tokens, 0, words.size()).mapToObj(words::get).collect(Collectors.joining(" "));
        return TokenSlice.of(text, 0, tokens, model);
    }
}
