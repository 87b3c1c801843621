package dev.cram.djl.internal.decoder.weight;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.djl.internal.decoder.torch.TorchPrecision;
import dev.cram.model.Precision;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Moves a checkpoint's tensors into a module, each once however many weights are parts of it: piece by piece through
 * one buffer of at most 16 MB, in which they are float32, into a tensor of the precision chosen. Given values, which are
 * few and may need it, stay float32.
 */
public final class WeightLoader {

    private static final int PIECE = 1 << 22;

    private final TorchModule module;
    private final List<Weight> weights;
    private final Precision precision;
    private final ByteBuffer buffer;
    private final IntFunction<Device> devices;

    private WeightLoader(
            TorchModule module, List<Weight> weights, Precision precision, int piece, IntFunction<Device> devices) {
        this.module = module;
        this.devices = devices;
        this.weights = weights;
        this.precision = precision;
        this.buffer = ByteBuffer.allocateDirect(piece * Float.BYTES).order(ByteOrder.nativeOrder());
    }

    /**
     * Loads all weights.
     *
     * @param sources the tensor of each weight that has one, by the weight's index
     * @param devices the device of each weight, by its index; weights that are parts of one tensor are on one
     */
    public static void load(
            TorchModule module,
            List<Weight> weights,
            Map<Integer, Tensor> sources,
            Precision precision,
            IntFunction<Device> devices) {
        Map<Tensor, List<Integer>> places = new LinkedHashMap<>();
        sources.forEach((place, tensor) ->
                places.computeIfAbsent(tensor, unused -> new ArrayList<>()).add(place));
        long largest = places.keySet().stream().mapToLong(Tensor::size).max().orElse(1);
        WeightLoader loader = new WeightLoader(module, weights, precision, (int) Math.min(PIECE, largest), devices);
        loader.call("reserve", 0, weights.size());
        places.forEach(loader::loadTensor);
        loader.loadGiven();
        loader.call("finish", 0, 0);
    }

    private void loadTensor(Tensor tensor, List<Integer> places) {
        int first = places.get(0);
        begin(precision, first, tensor.shape());
        for (long from = 0; from < tensor.size(); from += PIECE) {
            int count = (int) Math.min(PIECE, tensor.size() - from);
            FloatBuffer floats = buffer.asFloatBuffer().limit(count);
            tensor.read(from, floats);
            ByteBuffer piece = buffer.slice(0, count * Float.BYTES).order(ByteOrder.nativeOrder());
            try (NDManager step = on(first)) {
                NDArray values = step.create(piece, new Shape(count), DataType.FLOAT32);
                module.train("fill", values, step.create(from));
            }
        }
        places.forEach(this::keep);
    }

    private void loadGiven() {
        for (int i = 0; i < weights.size(); i++) {
            List<Float> given = weights.get(i).values();
            if (!given.isEmpty()) {
                float[] values = new float[given.size()];
                for (int j = 0; j < values.length; j++) {
                    values[j] = given.get(j);
                }
                begin(Precision.FLOAT32, i, weights.get(i).shape());
                try (NDManager step = on(i)) {
                    module.train("fill", step.create(values), step.create(0L));
                }
                keep(i);
            }
        }
    }

    private void begin(Precision type, int place, List<Long> shape) {
        call(
                "begin",
                place,
                LongStream.concat(
                                LongStream.of(TorchPrecision.type(type)),
                                shape.stream().mapToLong(n -> n))
                        .toArray());
    }

    private void keep(int place) {
        Weight.Part part = weights.get(place).part();
        call(
                "keep",
                place,
                place,
                part.slice(),
                part.blocks(),
                part.count(),
                part.index(),
                part.runs(),
                part.transposed() ? 1 : 0);
    }

    /** Calls a method with numbers on the device of a weight. */
    private void call(String method, int place, long... numbers) {
        try (NDManager step = on(place)) {
            module.train(method, step.create(numbers));
        }
    }

    private NDManager on(int place) {
        return module.manager().newSubManager(devices.apply(place));
    }
}
