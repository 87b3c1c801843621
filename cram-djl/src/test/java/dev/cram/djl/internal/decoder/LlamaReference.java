package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.weight.Weight;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;

/** A second opinion: the forward pass of Llama in plain array operations, one text at a time, without gradients. */
final class LlamaReference {

    private static final float MASKED = -1e30f;

    private static final int MODEL_WEIGHTS = 2 * Attention.Model.values().length;
    private static final int LAYER_WEIGHTS = 2 * Attention.Layer.values().length;

    private final DecoderSpec spec;
    private final Attention network;
    private final Map<String, Tensor> tensors;
    private final NDManager manager;

    LlamaReference(DecoderSpec spec, Map<String, Tensor> tensors, NDManager manager) {
        this.spec = spec;
        this.network = (Attention) spec.network();
        this.tensors = tensors;
        this.manager = manager;
    }

    /** Logits that predict each of the ids, {@code [ids x vocabulary]}, from memory vectors before them. */
    NDArray logits(float[] memory, int[] ids) {
        int vectors = memory.length / spec.width();
        NDArray x = manager.create(memory, new Shape(vectors, spec.width()));
        for (int i = 0; i < ids.length - 1; i++) {
            x = x.concat(weight(0).get(new NDIndex("{}:{}", ids[i], ids[i] + 1)), 0);
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            int w = MODEL_WEIGHTS + LAYER_WEIGHTS * layer;
            x = x.add(attention(norm(x, w), w));
            NDArray h = norm(x, w + 16);
            NDArray gate = Activation.swish(linear(h, w + 18), 1);
            x = x.add(linear(gate.mul(linear(h, w + 20)), w + 22));
        }
        NDArray head = isAbsent(2) ? weight(0) : weight(2);
        return norm(x, 4).get(new NDIndex("{}:", vectors - 1)).matMul(head.transpose());
    }

    private NDArray attention(NDArray x, int w) {
        long length = x.getShape().get(0);
        NDArray q = rotate(heads(linear(x, w + 2), network.heads()));
        NDArray k = rotate(heads(linear(x, w + 4), network.keyValueHeads()));
        NDArray v = heads(linear(x, w + 6), network.keyValueHeads());
        int group = network.heads() / network.keyValueHeads();
        k = k.repeat(0, group);
        v = v.repeat(0, group);
        NDArray position = manager.arange((int) length);
        NDArray future = position.expandDims(0).gt(position.expandDims(1)).toType(DataType.FLOAT32, false);
        NDArray weights =
                q.matMul(k.swapAxes(1, 2)).div(Math.sqrt(network.headDim())).add(future.mul(MASKED));
        NDArray mixed = weights.softmax(-1).matMul(v).transpose(1, 0, 2);
        return linear(mixed.reshape(length, (long) network.heads() * network.headDim()), w + 8);
    }

    private NDArray heads(NDArray x, int heads) {
        return x.reshape(x.getShape().get(0), heads, network.headDim()).transpose(1, 0, 2);
    }

    private NDArray rotate(NDArray x) {
        long length = x.getShape().get(1);
        NDArray position = manager.arange((int) length).toType(DataType.FLOAT32, false);
        NDArray angles = position.expandDims(1).mul(weight(12));
        angles = angles.concat(angles, 1);
        NDArray cos = angles.cos();
        NDArray sin = angles.sin();
        int half = network.headDim() / 2;
        NDArray turned = x.get(new NDIndex("..., {}:", half)).neg().concat(x.get(new NDIndex("..., :{}", half)), -1);
        return x.mul(cos).add(turned.mul(sin));
    }

    private NDArray norm(NDArray x, int w) {
        NDArray meanSquare = x.square().mean(new int[] {-1}, true);
        return x.div(meanSquare.add(network.norm().eps()).sqrt()).mul(weight(w));
    }

    private NDArray linear(NDArray x, int w) {
        NDArray y = x.matMul(weight(w).transpose());
        return isAbsent(w + 1) ? y : y.add(weight(w + 1));
    }

    private boolean isAbsent(int index) {
        Weight weight = spec.weights().get(index);
        return weight.tied() || weight.equals(Weight.NONE);
    }

    private NDArray weight(int index) {
        Weight weight = spec.weights().get(index);
        if (weight.names().isEmpty()) {
            float[] values = new float[weight.values().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = weight.values().get(i);
            }
            return manager.create(values, new Shape(weight.shape()));
        }
        String name = weight.names().get(0);
        Tensor tensor = Objects.requireNonNull(tensors.get(name), name);
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.read(0, FloatBuffer.wrap(values));
        return manager.create(values, new Shape(weight.shape()));
    }
}
