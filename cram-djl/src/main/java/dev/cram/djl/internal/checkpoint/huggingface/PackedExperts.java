package dev.cram.djl.internal.checkpoint.huggingface;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.file.MadeFile;
import dev.cram.djl.internal.checkpoint.tensor.ElementOrder;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorData;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Experts' matrices in the number format MXFP4, which folders keep in two tensors: {@code NAME_blocks}, of each block of 32
 * numbers the 16 bytes with two numbers each, and {@code NAME_scales}. Here they are one tensor of the plain name, whose
 * shape is that of plain weights: with rows and columns of each matrix exchanged.
 */
final class PackedExperts {

    private static final String BLOCKS = "_blocks";
    private static final String SCALES = "_scales";
    private static final int BYTES = 16;

    private PackedExperts() {}

    /** The tensors of a model, packed ones as what they stand for. */
    static SortedMap<String, Tensor> unpack(Config config, SortedMap<String, Tensor> stored) {
        if (!config.sectionOrEmpty("quantization_config")
                .text("quant_method", "")
                .equals("mxfp4")) {
            return stored;
        }
        SortedMap<String, Tensor> tensors = new TreeMap<>(stored);
        stored.forEach((name, blocks) -> {
            if (name.endsWith(BLOCKS)) {
                String plain = name.substring(0, name.length() - BLOCKS.length());
                Tensor scales = stored.get(plain + SCALES);
                if (scales == null || !fit(blocks, scales)) {
                    throw config.error("says that experts are in MXFP4, but the tensor " + name + " of the shape "
                            + blocks.shape() + " is none of its blocks, or has no scales: fetch the files again");
                }
                tensors.remove(name);
                tensors.remove(scales.name());
                tensors.put(plain, joined(plain, blocks, scales));
            }
        });
        return Collections.unmodifiableSortedMap(tensors);
    }

    private static boolean fit(Tensor blocks, Tensor scales) {
        List<Long> shape = blocks.shape();
        return blocks.type() == TensorType.U8
                && scales.type() == TensorType.U8
                && shape.size() == 4
                && shape.get(3) == BYTES
                && shape.subList(0, 3).equals(scales.shape());
    }

    private static Tensor joined(String name, Tensor blocks, Tensor scales) {
        MadeFile file = new MadeFile(name, BYTES + 1, scales.size(), (index, target) -> {
            target.put(scales.bytes(index, 1));
            spread(blocks.bytes(index * BYTES, BYTES), target);
        });
        long outputs = blocks.shape().get(1);
        long inputs = blocks.shape().get(2) * 2 * BYTES;
        TensorData data = new TensorData(TensorType.MXFP4, 2 * blocks.size(), file, 0);
        return new Tensor(
                name,
                List.of(blocks.shape().get(0), inputs, outputs),
                data,
                ElementOrder.each(outputs * inputs, ElementOrder.transposed(inputs, outputs)));
    }

    /** Neighbors, which share a byte here, share one with the number 16 further in GGUF. */
    private static void spread(ByteBuffer pairs, ByteBuffer target) {
        for (int i = 0; i < BYTES; i++) {
            target.put((byte) (nibble(pairs, i) | (nibble(pairs, i + BYTES) << 4)));
        }
    }

    private static int nibble(ByteBuffer pairs, int index) {
        return pairs.get(pairs.position() + index / 2) >> (4 * (index % 2)) & 15;
    }
}
