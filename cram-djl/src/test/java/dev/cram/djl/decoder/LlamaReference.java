package dev.cram.djl.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import dev.cram.djl.checkpoint.Tensor;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A second opinion: the forward pass of Llama in plain array operations, one text at a time, without gradients. */
final class LlamaReference {

    private static final float MASKED = -1e30f;

    private final DecoderSpec spec;
    private final Map<String, Tensor> tensors;
    private final NDManager manager;

    LlamaReference(DecoderSpec spec, Map<String, Tensor> tensors, NDManager manager) {
        this.spec = spec;
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
        for (int layer = 0; layer < spec.layers(); layer++) {
            int w = DecoderSpec.HEAD_SLOTS + DecoderSpec.SLOTS * layer;
            x = x.add(attention(norm(x, w), w));
            NDArray h = norm(x, w + 9);
            NDArray gate = Activation.swish(linear(h, w + 10), 1);
            x = x.add(linear(gate.mul(linear(h, w + 12)), w + 14));
        }
        NDArray head = spec.weights().get(2).isAbsent() ? weight(0) : weight(2);
        return norm(x, 1).get(new NDIndex("{}:", vectors - 1)).matMul(head.transpose());
    }

    private NDArray attention(NDArray x, int w) {
        long length = x.getShape().get(0);
        NDArray q = rotate(heads(linear(x, w + 1), spec.heads()));
        NDArray k = rotate(heads(linear(x, w + 3), spec.keyValueHeads()));
        NDArray v = heads(linear(x, w + 5), spec.keyValueHeads());
        int group = spec.heads() / spec.keyValueHeads();
        k = k.repeat(0, group);
        v = v.repeat(0, group);
        NDArray position = manager.arange((int) length);
        NDArray future = position.expandDims(0).gt(position.expandDims(1)).toType(DataType.FLOAT32, false);
        NDArray weights =
                q.matMul(k.swapAxes(1, 2)).div(Math.sqrt(spec.headDim())).add(future.mul(MASKED));
        NDArray mixed = weights.softmax(-1).matMul(v).transpose(1, 0, 2);
        return linear(mixed.reshape(length, (long) spec.heads() * spec.headDim()), w + 7);
    }

    private NDArray heads(NDArray x, int heads) {
        return x.reshape(x.getShape().get(0), heads, spec.headDim()).transpose(1, 0, 2);
    }

    private NDArray rotate(NDArray x) {
        long length = x.getShape().get(1);
        NDArray position = manager.arange((int) length).toType(DataType.FLOAT32, false);
        NDArray angles =
                position.expandDims(1).mul(manager.create(spec.frequencies()).expandDims(0));
        angles = angles.concat(angles, 1);
        NDArray cos = angles.cos();
        NDArray sin = angles.sin();
        int half = spec.headDim() / 2;
        NDArray turned = x.get(new NDIndex("..., {}:", half)).neg().concat(x.get(new NDIndex("..., :{}", half)), -1);
        return x.mul(cos).add(turned.mul(sin));
    }

    private NDArray norm(NDArray x, int w) {
        NDArray meanSquare = x.square().mean(new int[] {-1}, true);
        return x.div(meanSquare.add(spec.normEps()).sqrt()).mul(weight(w));
    }

    private NDArray linear(NDArray x, int w) {
        NDArray y = x.matMul(weight(w).transpose());
        return spec.weights().get(w + 1).isAbsent() ? y : y.add(weight(w + 1));
    }

    private NDArray weight(int index) {
        Weight weight = spec.weights().get(index);
        List<Long> shape = weight.shape();
        Tensor tensor = Objects.requireNonNull(tensors.get(weight.name()), weight.name());
        float[] values = new float[Math.toIntExact(tensor.size())];
        tensor.read(0, FloatBuffer.wrap(values));
        return manager.create(values, new Shape(shape));
    }
}
