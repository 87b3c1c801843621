package dev.cram.study.text;

import static com.google.common.base.Preconditions.checkArgument;

import dev.cram.model.FrozenModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Given texts in a random order. */
final class ShuffledTexts implements Candidates {

    private final List<String> texts;
    private final String identity;

    ShuffledTexts(List<String> texts, long seed) {
        checkArgument(!texts.isEmpty(), "texts must be at least one, but there was none");
        this.identity = SourceIdentity.of("texts", texts, seed);
        List<String> shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(seed));
        this.texts = shuffled;
    }

    @Override
    public int count() {
        return texts.size();
    }

    @Override
    public String identity() {
        return identity;
    }

    @Override
    public Optional<String> candidate(int number, int tokens, FrozenModel model) {
        return TokenSlice.of(texts.get(number), 0, tokens, model);
    }
}
