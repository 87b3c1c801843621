package dev.cram.study.text;

/** Where a window of a document begins. Immutable. */
public enum Bounds {
    /** At the beginning of a sentence, as in the paper. */
    SENTENCE,
    /** At any token. */
    TOKEN
}
