package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Which layers attend only to a window of positions.
 *
 * @param size positions of the window, a query's own included
 * @param windowed by layer: 1 if it attends only to the window, else 0
 */
record SlidingWindows(int size, List<Integer> windowed) {

    private static final String SLIDING = "sliding_attention";
    private static final String FULL = "full_attention";

    /** What older files call it. */
    private static final String OLD_FULL = "attention";

    private static final int DEFAULT_FULL_LAYERS = 28;
    private static final int DEFAULT_SIZE = 4096;

    /** No layer does. */
    static SlidingWindows none(int layers) {
        return new SlidingWindows(Integer.MAX_VALUE, Collections.nCopies(layers, 0));
    }

    /** No layer does, in a family that knows no windows: refuses a configuration that says otherwise. */
    static void refuse(Config config, int layers) {
        if (byType(config, layers, 1, layer -> false).windowed().contains(1)) {
            throw config.error("has layers of the type '" + SLIDING
                    + "' (layer_types), which this family does not have: " + "choose another model");
        }
    }

    /** All layers do. */
    static SlidingWindows all(int layers, int size) {
        return new SlidingWindows(size, Collections.nCopies(layers, 1));
    }

    /**
     * All layers do if the configuration says a window; transformers passes over layer_types that say otherwise.
     *
     * @param absent the window of a configuration that does not say it; 0: none
     */
    static SlidingWindows ofAll(Config config, int layers, int absent) {
        int size = size(config, absent);
        SlidingWindows windows = size > 0 ? all(layers, size) : none(layers);
        if (config.has("layer_types")
                && !byType(config, layers, size, layer -> false).equals(windows)) {
            throw config.error("has layer_types that differ from its sliding_window, which is of all layers of a model "
                    + "of this family: choose another model");
        }
        return windows;
    }

    /** As in Qwen: the layers from {@code max_window_layers} on do, if the configuration uses a window. */
    static SlidingWindows upper(Config config, int layers) {
        int full = config.count("max_window_layers", DEFAULT_FULL_LAYERS);
        int size = sizeInUse(config, DEFAULT_SIZE);
        return byType(config, layers, size, layer -> size > 0 && layer >= full);
    }

    /**
     * Positions of the window; 0 if the configuration uses none.
     *
     * @param absent the window of a configuration that does not say it; 0: none
     */
    static int sizeInUse(Config config, int absent) {
        return config.flag("use_sliding_window", false) ? size(config, absent) : 0;
    }

    /** Positions of the window; 0 if the configuration says that there is none. */
    static int size(Config config, int absent) {
        return config.isNull("sliding_window") ? 0 : config.size("sliding_window", absent);
    }

    /**
     * Those do that {@code layer_types} says.
     *
     * @param size positions of the window; 0 if the model has none
     * @param absent which layers do if the configuration has no such list
     */
    static SlidingWindows byType(Config config, int layers, int size, IntPredicate absent) {
        List<String> types = config.has("layer_types")
                ? config.texts("layer_types").stream()
                        .map(type -> type.equals(OLD_FULL) ? FULL : type)
                        .toList()
                : IntStream.range(0, layers)
                        .mapToObj(i -> absent.test(i) ? SLIDING : FULL)
                        .toList();
        if (types.size() != layers) {
            throw config.error(
                    "has layer_types for " + types.size() + " of its " + layers + " layers: fetch the file again");
        }
        for (String type : types) {
            if (!type.equals(SLIDING) && !type.equals(FULL)) {
                throw config.error("has layers of the type '" + type + "', which is not supported: supported are "
                        + SLIDING + " and " + FULL);
            }
        }
        if (!types.contains(SLIDING)) {
            return none(layers);
        }
        if (size == 0) {
            throw config.error(
                    "has layers of the type '" + SLIDING + "' but no sliding_window in use: fetch the file again");
        }
        return new SlidingWindows(
                size, types.stream().map(type -> type.equals(SLIDING) ? 1 : 0).toList());
    }
}
