package dev.cram.djl.internal.checkpoint.sentencepiece;

import java.io.IOException;

/** What a piece is for, in the order of the numbers that the file has, from 1. */
enum PieceType {
    /** Made of a text. */
    NORMAL,
    /** Stands for text of no piece. */
    UNKNOWN,
    /** Never made of a text. */
    CONTROL,
    /** Made of each text that has it. */
    USER_DEFINED,
    /** Left out of the model. */
    UNUSED,
    /** A single byte. */
    BYTE;

    static PieceType of(int number) throws IOException {
        if (number < 1 || number > values().length) {
            throw new IOException("it has a piece of the unknown type " + number);
        }
        return values()[number - 1];
    }
}
