package dev.cram.djl.internal.checkpoint.sentencepiece;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/**
 * How a text is changed before it is split.
 *
 * @param rules what characters become, as of {@code PrecompiledMap}; empty if they stay
 * @param addsSpace whether a space is put before a text, so that its first word is as any other
 * @param removesExtraSpaces whether spaces at both ends are left out, and runs of them made one
 * @param escapesSpaces whether a space becomes the letter U+2581
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record NormalizerSettings(byte[] rules, boolean addsSpace, boolean removesExtraSpaces, boolean escapesSpaces) {

    /** What holds where the file says nothing. */
    static final NormalizerSettings DEFAULT = new NormalizerSettings(new byte[0], true, true, true);

    static NormalizerSettings read(CodedInputStream in) throws IOException {
        byte[] rules = DEFAULT.rules;
        boolean addsSpace = DEFAULT.addsSpace;
        boolean removesExtraSpaces = DEFAULT.removesExtraSpaces;
        boolean escapesSpaces = DEFAULT.escapesSpaces;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Fields.RULES | Fields.BYTES -> rules = in.readByteArray();
                case Fields.ADD_SPACE | Fields.NUMBER -> addsSpace = in.readBool();
                case Fields.REMOVE_EXTRA_SPACES | Fields.NUMBER -> removesExtraSpaces = in.readBool();
                case Fields.ESCAPE_SPACES | Fields.NUMBER -> escapesSpaces = in.readBool();
                default -> Fields.skip(in, tag);
            }
        }
        return new NormalizerSettings(rules, addsSpace, removesExtraSpaces, escapesSpaces);
    }
}
