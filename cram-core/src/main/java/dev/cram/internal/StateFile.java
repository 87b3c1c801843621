package dev.cram.internal;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import dev.cram.memory.CramFileException;
import dev.cram.model.CramException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds the state of some work. It is replaced whole, so that it holds one state or the next, whenever the
 * process ends; it tells whose state it is, by a key, and whether it was altered, by a checksum.
 *
 * @param file the file
 * @param key SHA-256 of all that the work is made of
 * @param owner package whose classes are read besides those of Java and of this library
 */
public record StateFile(Path file, HashCode key, String owner) {

    private static final byte[] MAGIC = "CRAMWORK".getBytes(StandardCharsets.US_ASCII);
    private static final int HASH = 32;
    private static final int HEAD = MAGIC.length + 2 * HASH;

    /**
     * Reads the state.
     *
     * @return empty if there is no file
     * @throws CramFileException if it is damaged, or that of other work
     */
    public Optional<Serializable> read() {
        try {
            Replacement.deleteLeftovers(file);
            return Files.exists(file) ? Optional.of(decode(Files.readAllBytes(file))) : Optional.empty();
        } catch (IOException e) {
            throw new CramException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Serializable decode(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < HEAD || !taken(buffer, MAGIC.length).equals(HashCode.fromBytes(MAGIC))) {
            throw new CramFileException(file + " does not hold the state of a search: name another file");
        }
        if (!taken(buffer, HASH).equals(key)) {
            throw new CramFileException(
                    file + " holds the search for another text, or with another model, other choices or"
                            + " another version of cram: call as before to go on with it, or delete it to begin anew");
        }
        HashCode checksum = taken(buffer, HASH);
        if (!Hashing.sha256().hashBytes(bytes, HEAD, bytes.length - HEAD).equals(checksum)) {
            throw new CramFileException(file + " is damaged: delete it to begin anew");
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes, HEAD, bytes.length - HEAD))) {
            in.setObjectInputFilter(this::filter);
            return (Serializable) in.readObject();
        } catch (ClassNotFoundException | InvalidClassException e) {
            throw new CramFileException(
                    file + " holds objects that are not read: " + e.getMessage() + "; delete it to begin anew");
        }
    }

    private static HashCode taken(ByteBuffer buffer, int length) {
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return HashCode.fromBytes(bytes);
    }

    private ObjectInputFilter.Status filter(ObjectInputFilter.FilterInfo info) {
        Class<?> type = info.serialClass();
        while (type != null && type.isArray()) {
            type = type.getComponentType();
        }
        if (type == null || type.isPrimitive()) {
            return ObjectInputFilter.Status.UNDECIDED;
        }
        String name = type.getPackageName();
        boolean known = name.equals("java.lang")
                || name.equals("java.lang.invoke")
                || name.equals("java.util")
                || name.equals("java.time")
                || name.equals("java.math")
                || name.equals("dev.cram")
                || name.startsWith("dev.cram.")
                || name.equals(owner);
        return known ? ObjectInputFilter.Status.ALLOWED : ObjectInputFilter.Status.REJECTED;
    }

    /**
     * Replaces the state.
     *
     * @throws IOException if the file cannot be written
     * @throws CramException if something in it cannot be serialised
     */
    public void write(Serializable state) throws IOException {
        byte[] object = serialized(state);
        byte[] checksum = Hashing.sha256().hashBytes(object).asBytes();
        Replacement.write(
                file,
                ByteBuffer.allocate(HEAD + object.length)
                        .put(MAGIC)
                        .put(key.asBytes())
                        .put(checksum)
                        .put(object)
                        .array());
    }

    /**
     * The bytes of an object.
     *
     * @throws CramException if something in it cannot be serialised
     */
    public static byte[] serialized(Serializable object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        } catch (NotSerializableException e) {
            throw new CramException(
                    "The state of the search cannot be kept, since " + e.getMessage()
                            + " is not serialisable: an optimizer's states and rules must be, all that they hold included",
                    e);
        } catch (IOException e) {
            throw new CramException("The state of the search cannot be kept: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }
}
