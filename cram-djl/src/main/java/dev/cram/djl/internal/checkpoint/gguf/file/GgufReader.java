package dev.cram.djl.internal.checkpoint.gguf.file;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a GGUF file, of the versions 2 and 3: metadata, descriptions of the tensors, then their contents, aligned.
 */
public final class GgufReader {

    private static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

    private static final int LATEST_VERSION = 3;
    private static final int MOST_AXES = 4;
    private static final int MOST_VALUES = 1 << 12;

    private final BinaryFile file;
    private final GgufHeader header;
    private final GgufMetadata metadata;

    private GgufReader(BinaryFile file) {
        this.file = file;
        this.header = new GgufHeader(file);
        this.metadata = new GgufMetadata(file);
    }

    /** Whether a file begins as GGUF files do. */
    public static boolean isBeginningOf(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** Reads the header of a file, which must stay open while metadata and tensors are read. */
    public static Gguf read(BinaryFile file) {
        try {
            return new GgufReader(file).read();
        } catch (BufferUnderflowException e) {
            throw (ModelException) file.damaged("its header is cut short").initCause(e);
        }
    }

    private Gguf read() {
        if (!Arrays.equals(header.bytes(MAGIC.length), MAGIC)) {
            throw file.damaged("it does not begin with GGUF");
        }
        int version = header.readInt();
        if (version != 2 && version != LATEST_VERSION) {
            throw new ModelException(file.name()
                    + (version << 16 == 0 ? " is of a big-endian machine" : " is of GGUF version " + version)
                    + ", which is not supported: choose a little-endian file of version 2 or 3");
        }
        long tensors = header.readLong();
        long values = header.readLong();
        if (tensors < 0 || tensors > ModelLimits.TENSORS || values < 0 || values > MOST_VALUES) {
            throw file.damaged("its header claims " + Long.toUnsignedString(tensors) + " tensors and "
                    + Long.toUnsignedString(values) + " values");
        }
        for (int i = 0; i < values; i++) {
            readValue();
        }
        List<GgufTensor> described = new ArrayList<>();
        for (int i = 0; i < tensors; i++) {
            described.add(readTensor());
        }
        return new Gguf(metadata, GgufTensor.place(file, metadata, header.position(), described));
    }

    private void readValue() {
        String key = header.readName();
        GgufValueType type = header.readType(key);
        int count = GgufValue.SINGLE;
        if (type == GgufValueType.ARRAY) {
            type = header.readType(key);
            if (type == GgufValueType.ARRAY) {
                throw new ModelException(file.name() + " has under " + key
                        + " a list of lists, which is not supported: convert the model anew");
            }
            count = header.readCount(type, key);
        }
        if (!metadata.add(key, new GgufValue(file, type, count, header.position()))) {
            throw file.damaged("it has two values " + key);
        }
        header.skip(type, count == GgufValue.SINGLE ? 1 : count, key);
    }

    private GgufTensor readTensor() {
        String name = header.readName();
        int axes = header.readInt();
        if (axes < 1 || axes > MOST_AXES) {
            throw file.damaged("tensor " + name + " has " + Integer.toUnsignedString(axes) + " axes");
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            shape.add(0, header.readLong());
        }
        int number = header.readInt();
        TensorType type = GgufTensorTypes.of(number)
                .orElseThrow(() -> new ModelException(file.name() + ": tensor " + name + " is of the unsupported type "
                        + GgufTensorTypes.name(number) + ": choose a file with one of the types "
                        + GgufTensorTypes.supported()));
        return new GgufTensor(name, type, shape, header.readLong());
    }
}
