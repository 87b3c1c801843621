package dev.cram.study.text;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cram.memory.InvalidTextException;
import dev.cram.model.FrozenModel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts texts at tokens, and tells them apart. */
final class Cut {

    private Cut() {}

    /** Tokens {@code from} to {@code from + tokens} of a text as a text that tokenises back to them. */
    static Optional<String> tokens(String text, int from, int tokens, FrozenModel model) {
        try {
            int[] ids = model.encode(text);
            if (ids.length - from < tokens) {
                return Optional.empty();
            }
            int[] wanted = Arrays.copyOfRange(ids, from, from + tokens);
            String cut = model.decode(wanted);
            return Arrays.equals(model.encode(cut), wanted) ? Optional.of(cut) : Optional.empty();
        } catch (InvalidTextException e) {
            return Optional.empty();
        }
    }

    static String identity(String kind, List<String> texts, long seed) {
        Hasher hasher = Hashing.sha256()
                .newHasher()
                .putString(kind, StandardCharsets.UTF_8)
                .putLong(seed);
        for (String text : texts) {
            hasher.putInt(text.length()).putString(text, StandardCharsets.UTF_8);
        }
        return hasher.hash().toString();
    }
}
