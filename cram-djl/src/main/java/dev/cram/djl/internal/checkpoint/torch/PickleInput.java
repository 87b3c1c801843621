package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.model.ModelException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The arguments of a pickle's instructions, read where the program is. */
final class PickleInput {

    private static final int LONGEST_INTEGER = 16;

    private final BinaryFile file;
    private final ByteBuffer program;

    PickleInput(BinaryFile file, ByteBuffer program) {
        this.file = file;
        this.program = program;
    }

    byte code() {
        return program.get();
    }

    void skip(int bytes) {
        for (int i = 0; i < bytes; i++) {
            program.get();
        }
    }

    int unsignedByte() {
        return program.get() & 0xff;
    }

    int unsignedShort() {
        return program.getShort() & 0xffff;
    }

    int integer() {
        return program.getInt();
    }

    /** A float alone has its bytes in the order of networks. */
    double number() {
        return Double.longBitsToDouble(Long.reverseBytes(program.getLong()));
    }

    /** An integer of any length: a Long, or beyond its range a BigInteger. */
    Object longInteger() {
        int length = unsignedByte();
        if (length > LONGEST_INTEGER) {
            throw damaged("with an integer of " + length + " bytes");
        }
        byte[] bigEndian = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            bigEndian[i] = program.get();
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(bigEndian);
        return length > Long.BYTES ? value : (Object) value.longValueExact();
    }

    String text(int length) {
        if (length < 0 || length > program.remaining()) {
            throw damaged("with a string of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        program.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String line() {
        int end = program.position();
        while (program.get(end) != '\n') {
            end++;
        }
        String line = text(end - program.position());
        program.get();
        return line;
    }

    /** The error for a program that breaks off where it has come to. */
    ModelException damaged(String how) {
        return file.damaged("its pickle breaks off " + how);
    }

    ModelException damagedHere() {
        return damaged("at byte " + program.position());
    }
}
