package dev.cram.djl.internal.checkpoint.sentencepiece;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The fields that are read of SentencePiece's {@code sentencepiece_model.proto}: their numbers, above those of the wire's types. */
final class Fields {

    static final int NUMBER = 0;
    static final int BYTES = 2;
    static final int FLOAT = 5;

    static final int PIECES = 1 << 3;
    static final int TRAINER = 2 << 3;
    static final int NORMALIZER = 3 << 3;
    static final int DENORMALIZER = 5 << 3;

    static final int TEXT = 1 << 3;
    static final int SCORE = 2 << 3;
    static final int TYPE = 3 << 3;

    static final int MODEL_TYPE = 3 << 3;
    static final int SPACE_AS_SUFFIX = 24 << 3;
    static final int BYTE_FALLBACK = 35 << 3;
    static final int BEGIN_ID = 41 << 3;
    static final int BEGIN_PIECE = 46 << 3;

    static final int RULES = 2 << 3;
    static final int ADD_SPACE = 3 << 3;
    static final int REMOVE_EXTRA_SPACES = 4 << 3;
    static final int ESCAPE_SPACES = 5 << 3;

    private static final int WIRE_TYPE = 7;

    private Fields() {}

    /** A part of a message, which is a message itself. */
    @FunctionalInterface
    interface Reader<T> {

        T read(CodedInputStream in) throws IOException;
    }

    static <T> T message(CodedInputStream in, Reader<T> reader) throws IOException {
        int outer = in.pushLimit(in.readUInt32());
        T message = reader.read(in);
        in.popLimit(outer);
        return message;
    }

    static String text(CodedInputStream in) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(in.readByteArray());
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }

    /** Leaves out a field that says nothing of how texts are split. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        if ((tag & WIRE_TYPE) == 3 || !in.skipField(tag)) {
            throw new IOException("it has a group of fields");
        }
    }
}
