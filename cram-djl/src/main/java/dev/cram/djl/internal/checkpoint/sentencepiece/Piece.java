package dev.cram.djl.internal.checkpoint.sentencepiece;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** An entry of the vocabulary. Pieces with the best scores are made first, or of all segmentations that of the best sum. */
record Piece(String text, float score, PieceType type) {

    static Piece read(CodedInputStream in) throws IOException {
        String text = "";
        float score = 0;
        PieceType type = PieceType.NORMAL;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Fields.TEXT | Fields.BYTES -> text = Fields.text(in);
                case Fields.SCORE | Fields.FLOAT -> score = in.readFloat();
                case Fields.TYPE | Fields.NUMBER -> type = PieceType.of(in.readEnum());
                default -> Fields.skip(in, tag);
            }
        }
        Piece piece = new Piece(text, score, type);
        piece.check();
        return piece;
    }

    private void check() throws IOException {
        if (text.isEmpty()) {
            throw new IOException("it has a piece without text");
        }
        if (!Float.isFinite(score)) {
            throw new IOException("it has the score " + score + " for the piece '" + text + "'");
        }
    }

    boolean is(PieceType other) {
        return type == other;
    }
}
