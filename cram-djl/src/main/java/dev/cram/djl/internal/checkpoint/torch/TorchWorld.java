package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.Bytes;
import dev.cram.djl.internal.checkpoint.file.Limits;
import dev.cram.djl.internal.checkpoint.tensor.Order;
import dev.cram.djl.internal.checkpoint.tensor.Stored;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle of tensors may build: storages, tensors as views of them, and ordered dicts. */
final class TorchWorld implements Pickle.World {

    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String OLD_TENSOR = "torch._utils._rebuild_tensor";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final Map<String, TensorType> STORAGES = Map.of(
            "torch.FloatStorage", TensorType.F32,
            "torch.HalfStorage", TensorType.F16,
            "torch.BFloat16Storage", TensorType.BF16,
            "torch.DoubleStorage", TensorType.F64,
            "torch.LongStorage", TensorType.I64,
            "torch.IntStorage", TensorType.I32,
            "torch.ShortStorage", TensorType.I16,
            "torch.CharStorage", TensorType.I8,
            "torch.ByteStorage", TensorType.U8,
            "torch.BoolStorage", TensorType.BOOL);

    private final String source;
    private final Bytes file;
    private final Storages storages;

    TorchWorld(String source, Bytes file, Storages storages) {
        this.source = source;
        this.file = file;
        this.storages = storages;
    }

    /** Where the contents of tensors are. */
    @FunctionalInterface
    interface Storages {

        /** The storage of a key, of so many elements, which are no more than the file has bytes. */
        Stored find(String key, TensorType type, long size);
    }

    @Override
    public void check(Pickle.Name name) {
        String text = name.text();
        if (!text.equals(ORDERED_DICT)
                && !text.equals(TENSOR)
                && !text.equals(OLD_TENSOR)
                && !text.equals(PARAMETER)
                && !STORAGES.containsKey(text)) {
            throw new ModelException(source + " names " + abbreviate(text)
                    + ", which is not loaded, since only tensors are: save the model again in Python with "
                    + "save_pretrained(folder, safe_serialization=True)");
        }
    }

    @Override
    public Object call(Pickle.Name function, List<Object> arguments) {
        return switch (function.text()) {
            case ORDERED_DICT -> {
                if (!arguments.isEmpty()) {
                    throw damaged("an OrderedDict is made from something");
                }
                yield new LinkedHashMap<>();
            }
            case TENSOR, OLD_TENSOR -> rebuild(arguments);
            case PARAMETER -> (Rebuilt) arguments.get(0);
            default -> throw damaged(function.text() + " is called");
        };
    }

    @Override
    public Object persistent(Object id) {
        List<Object> parts = ((Pickle.Tuple) id).items();
        Pickle.Name kind = (Pickle.Name) parts.get(1);
        TensorType type = STORAGES.get(kind.text());
        String key = (String) parts.get(2);
        long size = (Long) parts.get(4);
        if (!parts.get(0).equals("storage") || type == null) {
            throw damaged("it refers to something that is no storage");
        }
        if (size < 0 || size > file.size()) {
            throw damaged("storage " + abbreviate(key) + " is said to have " + size + " elements");
        }
        if (parts.size() > 5 && parts.get(5) != Pickle.NONE) {
            throw new ModelException(source + " holds storages that are parts of others, which is not supported: "
                    + "save the model again in Python with save_pretrained(folder)");
        }
        return storages.find(key, type, size);
    }

    /** Arguments: storage, offset, shape, strides, and two or three that say nothing about the contents. */
    private Rebuilt rebuild(List<Object> arguments) {
        Stored storage = (Stored) arguments.get(0);
        long offset = (Long) arguments.get(1);
        List<Long> shape = longs(arguments.get(2));
        List<Long> strides = longs(arguments.get(3));
        if (offset < 0 || shape.size() != strides.size()) {
            throw damaged("a tensor has an impossible offset, shape or strides");
        }
        if (arguments.size() > 6 && arguments.get(6) instanceof Map<?, ?> flags && !flags.isEmpty()) {
            throw new ModelException(source + " holds a tensor with flags, a conjugated or negated view: "
                    + "save the model again in Python with save_pretrained(folder)");
        }
        return new Rebuilt(storage, offset, shape, strides);
    }

    private List<Long> longs(Object tuple) {
        List<Long> values = new ArrayList<>();
        for (Object item : ((Pickle.Tuple) tuple).items()) {
            long value = (Long) item;
            if (value < 0 || values.size() == Limits.AXES) {
                throw damaged("a tensor has an impossible shape or stride");
            }
            values.add(value);
        }
        return values;
    }

    static String abbreviate(String text) {
        return text.length() > Limits.NAME ? text.substring(0, Limits.NAME) + "..." : text;
    }

    private ModelException damaged(String how) {
        return damaged(source, how);
    }

    static ModelException damaged(String source, String how) {
        return new ModelException(source + " is truncated or damaged, " + how + ": fetch the file again");
    }

    /** A view of a storage. */
    record Rebuilt(Stored storage, long offset, List<Long> shape, List<Long> strides) {

        /** The tensor, checked against its storage. */
        Tensor named(String source, String name) {
            if (name.length() > Limits.NAME) {
                throw new ModelException(
                        source + " is damaged, a tensor's name is " + name.length() + " long: fetch the file again");
            }
            long size = sizeOrMinusOne();
            boolean isAsStored = size == 0 || isRowMajor();
            if (size >= 0 && !isAsStored && !isTransposed()) {
                throw new ModelException(source + " holds tensor " + name + " of shape " + shape + " with the strides "
                        + strides + ", neither row by row nor column by column: save the model again in Python "
                        + "with save_pretrained(folder)");
            }
            if (size < 0 || offset > storage.size() || size > storage.size() - offset) {
                throw new ModelException(source + " is truncated or damaged, tensor " + name + " of shape " + shape
                        + " from element " + offset + " on does not fit its storage of " + storage.size()
                        + " elements: fetch the file again");
            }
            TensorType type = storage.type();
            Stored part = new Stored(type, size, storage.file(), storage.offset() + offset * type.blockBytes());
            Order order = isAsStored ? Order.AS_STORED : Order.transposed(shape.get(0), shape.get(1));
            return new Tensor(name, shape, part, order);
        }

        private boolean isTransposed() {
            return shape.size() == 2 && strides.equals(List.of(1L, shape.get(0)));
        }

        private long sizeOrMinusOne() {
            try {
                return Tensor.size(shape);
            } catch (ArithmeticException e) {
                return -1;
            }
        }

        private boolean isRowMajor() {
            long expected = 1;
            for (int i = shape.size() - 1; i >= 0; i--) {
                if (shape.get(i) != 1 && strides.get(i) != expected) {
                    return false;
                }
                expected *= shape.get(i);
            }
            return true;
        }
    }
}
