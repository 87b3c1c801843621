package dev.cram.djl.checkpoint;

/** What no published model exceeds; a header that does is damaged or hostile, and is refused before it costs memory. */
final class Limits {

    /** Tensors of one file. */
    static final int TENSORS = 1 << 16;

    /** Characters of a tensor's name. */
    static final int NAME = 256;

    /** Axes of a tensor. */
    static final int AXES = 8;

    private Limits() {}
}
