package dev.cram.djl.internal.checkpoint.torch;

import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a pickle of tensors may build: storages, tensors as views of them, and ordered dicts. */
final class TorchGlobals implements Pickle.Globals {

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

    private final BinaryFile file;
    private final Storages storages;

    TorchGlobals(BinaryFile file, Storages storages) {
        this.file = file;
        this.storages = storages;
    }

    /** Where the contents of tensors are. */
    @FunctionalInterface
    interface Storages {

        /** The storage of a key, of so many elements, which are no more than the file has bytes. */
        TensorData find(String key, TensorType type, long size);
    }

    @Override
    public void check(Pickle.Name name) {
        String text = name.text();
        if (!text.equals(ORDERED_DICT)
                && !text.equals(TENSOR)
                && !text.equals(OLD_TENSOR)
                && !text.equals(PARAMETER)
                && !STORAGES.containsKey(text)) {
            throw new ModelException(file.name() + " names " + abbreviate(text)
                    + ", which is not loaded, since only tensors are: save the model again in Python with "
                    + "save_pretrained(folder, safe_serialization=True)");
        }
    }

    @Override
    public Object call(Pickle.Name function, List<Object> arguments) {
        return switch (function.text()) {
            case ORDERED_DICT -> {
                if (!arguments.isEmpty()) {
                    throw file.damaged("an OrderedDict is made from something");
                }
                yield new LinkedHashMap<>();
            }
            case TENSOR, OLD_TENSOR -> rebuild(arguments);
            case PARAMETER -> (StridedView) arguments.get(0);
            default -> throw file.damaged(function.text() + " is called");
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
            throw file.damaged("it refers to something that is no storage");
        }
        if (size < 0 || size > file.size()) {
            throw file.damaged("storage " + abbreviate(key) + " is said to have " + size + " elements");
        }
        if (parts.size() > 5 && parts.get(5) != Pickle.NONE) {
            throw new ModelException(file.name() + " holds storages that are parts of others, which is not supported: "
                    + "save the model again in Python with save_pretrained(folder)");
        }
        return storages.find(key, type, size);
    }

    /** Arguments: storage, offset, shape, strides, and two or three that say nothing about the contents. */
    private StridedView rebuild(List<Object> arguments) {
        TensorData storage = (TensorData) arguments.get(0);
        long offset = (Long) arguments.get(1);
        List<Long> shape = longs(arguments.get(2));
        List<Long> strides = longs(arguments.get(3));
        if (offset < 0 || shape.size() != strides.size()) {
            throw file.damaged("a tensor has an impossible offset, shape or strides");
        }
        if (arguments.size() > 6 && arguments.get(6) instanceof Map<?, ?> flags && !flags.isEmpty()) {
            throw new ModelException(file.name() + " holds a tensor with flags, a conjugated or negated view: "
                    + "save the model again in Python with save_pretrained(folder)");
        }
        return new StridedView(storage, offset, shape, strides);
    }

    private List<Long> longs(Object tuple) {
        List<Long> values = new ArrayList<>();
        for (Object item : ((Pickle.Tuple) tuple).items()) {
            long value = (Long) item;
            if (value < 0 || values.size() == ModelLimits.AXES) {
                throw file.damaged("a tensor has an impossible shape or stride");
            }
            values.add(value);
        }
        return values;
    }

    static String abbreviate(String text) {
        return text.length() > ModelLimits.NAME ? text.substring(0, ModelLimits.NAME) + "..." : text;
    }

    /** The error for a file of a machine whose numbers begin with their highest bytes. */
    static ModelException bigEndian(BinaryFile file) {
        return new ModelException(file.name() + " was written by a big-endian machine, which is not supported: "
                + "save the model again on a common one");
    }
}
