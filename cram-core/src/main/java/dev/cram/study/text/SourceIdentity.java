package dev.cram.study.text;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tells sources of texts apart. */
final class SourceIdentity {

    private SourceIdentity() {}

    /** Of texts, what is made of them, and the seed of that. */
    static String of(String kind, List<String> texts, long seed) {
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
