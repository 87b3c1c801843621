package dev.cram.djl.internal.checkpoint.sentencepiece;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/**
 * What the trainer was told that counts for splitting texts.
 *
 * @param model the number of the kind of model
 * @param hasBytes whether text of no piece becomes single bytes
 * @param isSuffix whether the space that belongs to a word stands behind it
 * @param begin the piece that begins a text; empty if there is none
 */
record TrainerSettings(int model, boolean hasBytes, boolean isSuffix, String begin) {

    static final int UNIGRAM = 1;
    static final int BPE = 2;

    /** What holds where the file says nothing. */
    static final TrainerSettings DEFAULT = new TrainerSettings(UNIGRAM, false, false, "<s>");

    static TrainerSettings read(CodedInputStream in) throws IOException {
        int model = DEFAULT.model;
        boolean hasBytes = DEFAULT.hasBytes;
        boolean isSuffix = DEFAULT.isSuffix;
        int beginId = 1;
        String begin = DEFAULT.begin;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Fields.MODEL_TYPE | Fields.NUMBER -> model = in.readEnum();
                case Fields.BYTE_FALLBACK | Fields.NUMBER -> hasBytes = in.readBool();
                case Fields.SPACE_AS_SUFFIX | Fields.NUMBER -> isSuffix = in.readBool();
                case Fields.BEGIN_ID | Fields.NUMBER -> beginId = in.readInt32();
                case Fields.BEGIN_PIECE | Fields.BYTES -> begin = Fields.text(in);
                default -> Fields.skip(in, tag);
            }
        }
        return new TrainerSettings(model, hasBytes, isSuffix, beginId < 0 ? "" : begin);
    }
}
