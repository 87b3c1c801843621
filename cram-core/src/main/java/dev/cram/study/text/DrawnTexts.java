package dev.cram.study.text;

import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The first candidates that count. */
record DrawnTexts(String name, Candidates candidates) implements TextSource {

    @Override
    public String identity() {
        return candidates.identity();
    }

    @Override
    public List<String> draw(FrozenModel model, int tokens, int count) {
        Set<String> texts = new LinkedHashSet<>();
        for (int i = 0; i < candidates.count() && texts.size() < count; i++) {
            candidates.candidate(i, tokens, model).ifPresent(texts::add);
        }
        if (texts.size() < count) {
            throw new CramException(
                    "The source '" + name + "' has only " + texts.size() + " different texts of " + tokens
                            + " tokens that tokenise back to themselves, not " + count
                            + ": ask for fewer or shorter texts, or give more text");
        }
        return new ArrayList<>(texts);
    }
}
