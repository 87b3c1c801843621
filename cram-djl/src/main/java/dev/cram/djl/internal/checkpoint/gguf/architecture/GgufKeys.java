package dev.cram.djl.internal.checkpoint.gguf.architecture;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import java.util.HashSet;
import java.util.Set;

/**
 * A GGUF file's metadata about its architecture, under the architecture's prefix. Each key that a family reads counts as
 * understood; what is left over is refused, since it asks for something that the family would not do.
 */
final class GgufKeys {

    private final GgufMetadata metadata;
    private final String prefix;
    private final Set<String> understood = new HashSet<>();

    GgufKeys(GgufMetadata metadata, String architecture) {
        this.metadata = metadata;
        this.prefix = architecture + ".";
    }

    int size(String key) {
        return metadata.size(full(key));
    }

    int size(String key, int absent) {
        return metadata.has(full(key)) ? size(key) : absent;
    }

    double number(String key, double absent) {
        return metadata.number(full(key), absent);
    }

    boolean flag(String key, boolean absent) {
        return metadata.flag(full(key), absent);
    }

    String text(String key) {
        return metadata.text(full(key));
    }

    /** Refuses any other value than the one that a family implies. */
    void expect(String key, long implied) {
        long found = metadata.integer(full(key), implied);
        if (found != implied) {
            throw metadata.error("has " + full(key) + " = " + found + ", where only " + implied + " is supported");
        }
    }

    /** Components of a head. */
    int headDim() {
        int width = size("embedding_length");
        int heads = size("attention.head_count");
        int headDim = size("attention.key_length", width / heads);
        if (headDim < 2 || headDim % 2 != 0) {
            throw metadata.error("has heads of " + headDim + " components, " + width + " for " + heads
                    + " heads, which is impossible");
        }
        return headDim;
    }

    /** Counts a key as understood that says nothing about the computation. */
    void ignore(String key) {
        understood.add(prefix + key);
    }

    /** Refuses what no one asked for. */
    void checkAllUnderstood() {
        for (String key : metadata.keys()) {
            if (key.startsWith(prefix) && !understood.contains(key)) {
                throw metadata.error("has " + key + ", a feature that is not supported for this architecture");
            }
        }
    }

    private String full(String key) {
        understood.add(prefix + key);
        return prefix + key;
    }
}
