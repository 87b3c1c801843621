package dev.cram.internal.text;

import com.google.common.hash.Hashing;
import dev.cram.model.FrozenModel;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text that can be crammed into vectors of a model: well-formed, short enough, and unchanged by the tokenizer.
 *
 * @param text the text
 * @param ids its tokens
 */
public record CheckedText(String text, int[] ids) implements Serializable {

    /** The longest prefix of at most so many tokens that tokenises back to itself; empty if there is none of even one. */
    public Optional<CheckedText> prefix(int tokens, FrozenModel model) {
        for (int length = tokens; length > 0; length--) {
            int[] cut = Arrays.copyOf(ids, length);
            String start = model.decode(cut);
            if (text.startsWith(start) && Arrays.equals(model.encode(start), cut)) {
                return Optional.of(new CheckedText(start, cut));
            }
        }
        return Optional.empty();
    }

    /** The checksum that vectors carry of their text: SHA-256 over its UTF-8, in hexadecimal digits. */
    public static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
