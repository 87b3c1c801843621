package dev.cram.djl.internal.decoder.network;

import ai.djl.Device;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.model.ModelException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Which device each layer is on: consecutive layers together, so that a step passes from device to device once each way. The
 * first device has the embedding, the output head and what else is of no layer. Immutable.
 *
 * @param shares of each device, in order
 */
public record Placement(List<Share> shares) {

    public Placement {
        shares = List.copyOf(shares);
    }

    /**
     * What a device has.
     *
     * @param device the device
     * @param layers number of layers
     * @param parameters number of weights
     */
    public record Share(Device device, int layers, long parameters) {}

    /**
     * Places a model such that every device is filled alike.
     *
     * @param sources the tensors of its weights
     * @param devices at least one
     * @param room what each has free, in bytes, or the same for all if nobody knows
     * @throws ModelException if there are more devices than layers
     */
    public static Placement of(
            DecoderSpec spec, Map<Integer, Tensor> sources, List<Device> devices, ToLongFunction<Device> room) {
        Network network = spec.network();
        if (devices.size() > network.layers()) {
            throw new ModelException("The model has " + network.layers() + " layers, which cannot be spread over "
                    + devices.size() + " devices: name fewer");
        }
        long[] sizes = sizes(network, sources);
        double free = devices.stream().mapToDouble(room::applyAsLong).sum();
        double all = 0;
        for (long size : sizes) {
            all += size;
        }
        List<Share> shares = new ArrayList<>();
        int layer = 0;
        double filled = 0;
        double end = 0;
        for (Device device : devices) {
            int begin = layer;
            long parameters = shares.isEmpty() ? sizes[0] : 0;
            filled += parameters;
            end += all * room.applyAsLong(device) / free;
            boolean last = shares.size() == devices.size() - 1;
            while (layer < network.layers() && (last || filled + sizes[layer + 1] / 2.0 < end)) {
                parameters += sizes[layer + 1];
                filled += sizes[layer + 1];
                layer++;
            }
            shares.add(new Share(device, layer - begin, parameters));
        }
        return new Placement(shares);
    }

    /** Weights outside of layers, then those of each layer; a tensor counts once. */
    private static long[] sizes(Network network, Map<Integer, Tensor> sources) {
        long[] sizes = new long[network.layers() + 1];
        Set<Tensor> counted = new HashSet<>();
        sources.forEach((weight, tensor) -> {
            if (counted.add(tensor)) {
                sizes[layer(network, weight) + 1] += tensor.size();
            }
        });
        return sizes;
    }

    /** The layer of a weight; -1 for those of none. */
    private static int layer(Network network, int weight) {
        int before = network.place(0);
        return weight < before ? -1 : (weight - before) / (network.place(1) - before);
    }

    /** The device of a weight. */
    public Device device(Network network, int weight) {
        int layer = layer(network, weight);
        for (Share share : shares) {
            if (layer < share.layers()) {
                return share.device();
            }
            layer -= share.layers();
        }
        throw new IllegalArgumentException("weight " + weight + " is of no layer that was placed");
    }

    /**
     * Memory that the gradient of some rows takes on a device: its layers' part, with one more layer for what passes, and on the
     * first the pieces of logits.
     */
    public long bytes(Share share, Footprint footprint, int rows, long positions) {
        long all = footprint.bytes(rows, positions) - footprint.fixedBytes();
        int layers = shares.stream().mapToInt(Share::layers).sum();
        double part = Math.min(1, (share.layers() + 1.0) / layers);
        return (long) (part * all) + (share.equals(shares.get(0)) ? footprint.fixedBytes() : 0);
    }
}
