package dev.cram.djl.internal.checkpoint.file;

/** What no published model exceeds; a header that does is damaged or hostile, and is refused before it costs memory. */
public final class ModelLimits {

    /** Tensors of one file. */
    public static final int TENSORS = 1 << 16;

    /** Characters of a tensor's name. */
    public static final int NAME = 256;

    /** Axes of a tensor. */
    public static final int AXES = 8;

    /** A size in a configuration: positions, width, tokens. */
    public static final int SIZE = 1 << 24;

    private ModelLimits() {}
}
