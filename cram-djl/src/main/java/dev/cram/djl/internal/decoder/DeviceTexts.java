package dev.cram.djl.internal.decoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import java.util.List;

/** Token ids of some texts on a decoder's device. Not thread-safe. */
public final class DeviceTexts implements AutoCloseable {

    private final NDManager manager;
    private final NDArray ids;
    private final int[] lengths;
    private final GradientSteps gradients;

    DeviceTexts(TorchModule module, List<int[]> texts) {
        this.manager = module.manager().newSubManager();
        this.gradients = new GradientSteps(module, RecordedGradient::of);
        this.lengths = texts.stream().mapToInt(text -> text.length).toArray();
        int longest = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        long[] padded = new long[texts.size() * longest];
        for (int i = 0; i < lengths.length; i++) {
            for (int j = 0; j < lengths[i]; j++) {
                padded[i * longest + j] = texts.get(i)[j];
            }
        }
        this.ids = manager.create(padded, new Shape(texts.size(), longest));
    }

    /** The ids, {@code [texts x longest]}, padded by 0 at the right. */
    NDArray ids() {
        return ids;
    }

    /** Their gradients. */
    GradientSteps gradients() {
        return gradients;
    }

    /** The number of tokens of a text. */
    public int length(int text) {
        return lengths[text];
    }

    /** The number of texts. */
    public int count() {
        return lengths.length;
    }

    /** Frees the ids, and what was recorded. A second call does nothing. */
    @Override
    public void close() {
        gradients.close();
        manager.close();
    }
}
