package dev.cram.study.text;

import dev.cram.memory.InvalidTextException;
import dev.cram.model.FrozenModel;
import java.util.Arrays;
import java.util.Optional;

/** Cuts texts at tokens. */
final class TokenSlice {

    private TokenSlice() {}

    /** Tokens {@code from} to {@code from + tokens} of a text as a text that tokenises back to them. */
    static Optional<String> of(String text, int from, int tokens, FrozenModel model) {
        try {
            int[] ids = model.encode(text);
            if (ids.length - from < tokens) {
                return Optional.empty();
            }
            int[] wanted = Arrays.copyOfRange(ids, from, from + tokens);
            String slice = model.decode(wanted);
            return Arrays.equals(model.encode(slice), wanted) ? Optional.of(slice) : Optional.empty();
        } catch (InvalidTextException e) {
            return Optional.empty();
        }
    }
}
