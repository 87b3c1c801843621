package dev.cram.djl.internal.checkpoint.gguf;

import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.file.Limits;
import dev.cram.djl.internal.checkpoint.tensor.Order;
import dev.cram.djl.internal.checkpoint.tensor.Stored;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GGUF file, versions 2 and 3: metadata, descriptions of the tensors, then their contents, aligned. Names and shapes
 * are the file's; shapes have the slowest axis first, as everywhere in this library.
 */
public final class Gguf {

    /** What a file begins with. */
    static final byte[] MAGIC = {'G', 'G', 'U', 'F'};

    private static final int LATEST_VERSION = 3;
    private static final int MOST_AXES = 4;
    private static final int MOST_VALUES = 1 << 12;
    private static final int DEFAULT_ALIGNMENT = 32;
    private static final String ALIGNMENT = "general.alignment";

    /** Numbers of the tensors' types, and the names of those that are only named in errors. */
    private static final Map<Integer, TensorType> TYPES = Map.ofEntries(
            Map.entry(0, TensorType.F32),
            Map.entry(1, TensorType.F16),
            Map.entry(2, TensorType.Q4_0),
            Map.entry(3, TensorType.Q4_1),
            Map.entry(6, TensorType.Q5_0),
            Map.entry(7, TensorType.Q5_1),
            Map.entry(8, TensorType.Q8_0),
            Map.entry(12, TensorType.Q4_K),
            Map.entry(13, TensorType.Q5_K),
            Map.entry(14, TensorType.Q6_K),
            Map.entry(28, TensorType.F64),
            Map.entry(30, TensorType.BF16));

    private static final Map<Integer, String> OTHER_TYPES = Map.ofEntries(
            Map.entry(9, "Q8_1"),
            Map.entry(10, "Q2_K"),
            Map.entry(11, "Q3_K"),
            Map.entry(15, "Q8_K"),
            Map.entry(16, "IQ2_XXS"),
            Map.entry(17, "IQ2_XS"),
            Map.entry(18, "IQ3_XXS"),
            Map.entry(19, "IQ1_S"),
            Map.entry(20, "IQ4_NL"),
            Map.entry(21, "IQ3_S"),
            Map.entry(22, "IQ2_S"),
            Map.entry(23, "IQ4_XS"),
            Map.entry(24, "I8"),
            Map.entry(25, "I16"),
            Map.entry(26, "I32"),
            Map.entry(27, "I64"),
            Map.entry(29, "IQ1_M"),
            Map.entry(34, "TQ1_0"),
            Map.entry(35, "TQ2_0"),
            Map.entry(39, "MXFP4"));

    private final String source;
    private final Bytes file;
    private final ByteBuffer header;
    private final GgufMetadata metadata;
    private final SortedMap<String, Tensor> tensors = new TreeMap<>();
    private final List<Described> described = new ArrayList<>();

    private Gguf(String source, Bytes file) {
        this.source = source;
        this.file = file;
        this.header = file.slice(0, (int) Math.min(file.size(), Bytes.LONGEST_SLICE));
        this.metadata = new GgufMetadata(source, file);
    }

    /** Reads the header of a file, which must stay open while metadata and tensors are read. */
    public static Gguf read(String source, Bytes file) {
        Gguf gguf = new Gguf(source, file);
        try {
            gguf.read();
        } catch (BufferUnderflowException e) {
            throw (ModelException) gguf.damaged("its header is cut short").initCause(e);
        }
        return gguf;
    }

    public GgufMetadata metadata() {
        return metadata;
    }

    public SortedMap<String, Tensor> tensors() {
        return Collections.unmodifiableSortedMap(tensors);
    }

    private void read() {
        byte[] begin = new byte[MAGIC.length];
        header.get(begin);
        if (!Arrays.equals(begin, MAGIC)) {
            throw damaged("it does not begin with GGUF");
        }
        int version = header.getInt();
        if (version != 2 && version != LATEST_VERSION) {
            throw new ModelException(source
                    + (version << 16 == 0 ? " is of a big-endian machine" : " is of GGUF version " + version)
                    + ", which is not supported: choose a little-endian file of version 2 or 3");
        }
        long tensorCount = header.getLong();
        long valueCount = header.getLong();
        if (tensorCount < 0 || tensorCount > Limits.TENSORS || valueCount < 0 || valueCount > MOST_VALUES) {
            throw damaged("its header claims " + Long.toUnsignedString(tensorCount) + " tensors and "
                    + Long.toUnsignedString(valueCount) + " values");
        }
        for (int i = 0; i < valueCount; i++) {
            readValue();
        }
        for (int i = 0; i < tensorCount; i++) {
            readTensor();
        }
        placeTensors();
    }

    private void readValue() {
        String key = readName();
        GgufType type = readType(key);
        int count = -1;
        if (type == GgufType.ARRAY) {
            type = readType(key);
            if (type == GgufType.ARRAY) {
                throw new ModelException(source + " has under " + key
                        + " a list of lists, which is not supported: convert the model anew");
            }
            count = checkLength(header.getLong(), Math.max(type.width(), 1), key);
        }
        if (!metadata.add(key, new GgufMetadata.Value(type, count, header.position()))) {
            throw damaged("it has two values " + key);
        }
        skip(key, type, count < 0 ? 1 : count);
    }

    private void skip(String key, GgufType type, int count) {
        if (type != GgufType.STRING) {
            int length = checkLength(count, type.width(), key) * type.width();
            header.position(header.position() + length);
            return;
        }
        for (int i = 0; i < count; i++) {
            int length = checkLength(header.getLong(), 1, key);
            header.position(header.position() + length);
        }
    }

    private GgufType readType(String key) {
        int number = header.getInt();
        return GgufType.of(number).orElseThrow(() -> damaged("its value " + key + " is of the unknown type " + number));
    }

    private String readName() {
        int length = checkLength(header.getLong(), 1, "a name");
        if (length == 0 || length > Limits.NAME) {
            throw damaged("it has a name of " + length + " bytes");
        }
        byte[] bytes = new byte[length];
        header.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Checks that a number of things, each of a width, is not more than the header has left. */
    private int checkLength(long count, int width, String what) {
        if (count < 0 || count > header.remaining() / width) {
            throw damaged(what + " has the impossible length " + Long.toUnsignedString(count));
        }
        return (int) count;
    }

    private void readTensor() {
        String name = readName();
        int axes = header.getInt();
        if (axes < 1 || axes > MOST_AXES) {
            throw damaged("tensor " + name + " has " + Integer.toUnsignedString(axes) + " axes");
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            shape.add(0, header.getLong());
        }
        int number = header.getInt();
        TensorType type = TYPES.get(number);
        if (type == null) {
            throw new ModelException(source + ": tensor " + name + " is of the unsupported type "
                    + OTHER_TYPES.getOrDefault(number, Integer.toUnsignedString(number))
                    + ": choose a file with one of the types "
                    + TYPES.values().stream().sorted().toList());
        }
        described.add(new Described(name, type, shape, header.getLong()));
    }

    private void placeTensors() {
        int alignment = metadata.has(ALIGNMENT) ? metadata.size(ALIGNMENT) : DEFAULT_ALIGNMENT;
        long start = ((long) header.position() + alignment - 1) / alignment * alignment;
        described.sort(Comparator.comparingLong(Described::offset));
        long free = 0;
        for (Described tensor : described) {
            long bytes = byteSize(tensor);
            if (tensor.offset < free || tensor.offset % alignment != 0) {
                throw damaged("tensor " + tensor.name + " begins at byte " + Long.toUnsignedString(tensor.offset)
                        + ", where it overlaps another or is not aligned");
            }
            if (start > file.size() || tensor.offset > file.size() - start - bytes) {
                throw damaged("tensor " + tensor.name + " of " + bytes + " bytes reaches beyond its end");
            }
            free = tensor.offset + bytes;
            Stored stored = new Stored(tensor.type, Tensor.size(tensor.shape), file, start + tensor.offset);
            Tensor placed = new Tensor(tensor.name, tensor.shape, stored, Order.AS_STORED);
            if (tensors.put(tensor.name, placed) != null) {
                throw damaged("it has two tensors " + tensor.name);
            }
        }
    }

    private long byteSize(Described tensor) {
        long row = tensor.shape.get(tensor.shape.size() - 1);
        try {
            if (tensor.shape.stream().allMatch(extent -> extent > 0) && row % tensor.type.blockSize() == 0) {
                return Math.multiplyExact(
                        Tensor.size(tensor.shape) / tensor.type.blockSize(), (long) tensor.type.blockBytes());
            }
        } catch (ArithmeticException e) {
            // beyond counting, so beyond any file
        }
        throw damaged(
                "tensor " + tensor.name + " has the impossible shape " + tensor.shape + " for its type " + tensor.type);
    }

    private ModelException damaged(String how) {
        return new ModelException(source + " is truncated or damaged, " + how + ": fetch the file again");
    }

    /** A tensor as the header describes it; the offset counts from the first byte after the aligned header. */
    private record Described(String name, TensorType type, List<Long> shape, long offset) {}
}
