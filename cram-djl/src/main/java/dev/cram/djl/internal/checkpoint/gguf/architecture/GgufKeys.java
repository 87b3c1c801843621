package dev.cram.djl.internal.checkpoint.gguf.architecture;

import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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

    boolean has(String key) {
        return metadata.has(full(key));
    }

    int size(String key) {
        return metadata.size(full(key));
    }

    int size(String key, int absent) {
        return has(key) ? size(key) : absent;
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

    /** Refuses any other number than the one that a family implies. */
    void expect(String key, double implied) {
        double found = number(key, implied);
        if (found != implied) {
            throw metadata.error("has " + full(key) + " = " + found + ", where only " + implied + " is supported");
        }
    }

    /** Positions of the window that some layers attend to; 0 if there is none. */
    int window() {
        String key = "attention.sliding_window";
        return metadata.integer(full(key), 0) == 0 ? 0 : size(key);
    }

    /**
     * By layer: whether it attends to the window, as a list in the file says, or all but each so-manieth do.
     *
     * @param absent the interval of a file that says nothing
     */
    List<Boolean> windowed(int absent) {
        String key = "attention.sliding_window_pattern";
        int layers = size("block_count");
        if (!metadata.hasList(full(key))) {
            int interval = size(key, absent);
            return IntStream.rangeClosed(1, layers)
                    .mapToObj(layer -> layer % interval != 0)
                    .toList();
        }
        List<Boolean> listed = metadata.flags(full(key));
        if (listed.size() != layers) {
            throw metadata.error("has " + listed.size() + " values in " + full(key) + " for " + layers + " layers");
        }
        return listed;
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
