package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.checkpoint.SafetensorsEdit;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.checkpoint.tensor.TensorType;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experts in MXFP4; that their numbers are those of transformers is a golden case, {@code gpt_oss_packed}. */
class PackedExpertsTest {

    private static final String UP = "model.layers.1.mlp.experts.gate_up_proj";

    @TempDir
    private Path folder;

    @Test
    void tensors_haveTheShapeOfPlainOnes_andReadInPieces() throws IOException {
        copy();
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            Tensor up = Objects.requireNonNull(checkpoint.tensors().get(UP));
            float[] whole = Fixtures.contents(up);

            assertThat(up.type()).isEqualTo(TensorType.MXFP4);
            assertThat(up.shape()).containsExactly(3L, 32L, 128L);
            assertThat(checkpoint.tensors()).doesNotContainKeys(UP + "_blocks", UP + "_scales");
            for (int from = 0; from < whole.length; from += 997) {
                int count = Math.min(5000, whole.length - from);
                assertThat(Fixtures.contents(up, from, count)).isEqualTo(Arrays.copyOfRange(whole, from, from + count));
            }
        }
    }

    @Test
    void tensors_withoutScales() throws IOException {
        copy();
        SafetensorsEdit.remove(folder.resolve("model.safetensors"), UP + "_scales");

        assertThatThrownBy(() -> HuggingFaceCheckpoint.folder(folder).close())
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("config.json", UP + "_blocks", "has no scales");
    }

    private void copy() throws IOException {
        for (String name : new String[] {"config.json", "model.safetensors"}) {
            Files.copy(TinyModel.golden("gpt_oss_packed").resolve(name), folder.resolve(name));
        }
    }
}
