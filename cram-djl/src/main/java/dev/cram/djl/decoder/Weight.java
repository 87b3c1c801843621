package dev.cram.djl.decoder;

import java.util.List;

/**
 * A place for a tensor in the decoder's program.
 *
 * @param name name of the tensor in the checkpoint; empty where the model has none and the program does without
 * @param shape the shape that it must have
 */
public record Weight(String name, List<Long> shape) {

    /** A place that stays empty. */
    public static final Weight NONE = new Weight("", List.of(0L));

    /**
     * A place for a tensor.
     *
     * @param name name of the tensor in the checkpoint
     * @param shape the shape that it must have
     * @return the place
     */
    public static Weight of(String name, long... shape) {
        return new Weight(name, java.util.Arrays.stream(shape).boxed().toList());
    }

    /**
     * Whether this place stays empty.
     *
     * @return true for {@link #NONE}
     */
    public boolean isAbsent() {
        return name.isEmpty();
    }
}
