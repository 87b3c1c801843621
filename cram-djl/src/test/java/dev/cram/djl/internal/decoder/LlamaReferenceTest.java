package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.GoldenFile;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.Demand;
import dev.cram.model.Point;
import dev.cram.model.TextObjective.Row;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program, the second opinion and transformers agree. */
class LlamaReferenceTest {

    @ParameterizedTest
    @ValueSource(strings = {"llama", "llama3_scaled_rope", "llama_gqa_tied", "llama_linear_rope_biases"})
    void logits_ofReference_agreeWithTransformersAndProgram(String name) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden(name));
                GoldenFile golden = GoldenFile.open(TinyModel.golden(name));
                NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            DecoderSpec spec = Families.read(checkpoint.config());
            LlamaReference reference = new LlamaReference(spec, checkpoint.tensors(), manager);
            float[] logits = reference
                    .logits(golden.floats("memory", 1), golden.ints("input_ids", 1))
                    .toFloatArray();
            assertThat(logits).containsExactly(golden.floats("logits", 1), within(1e-4f));
            try (Decoder decoder = Decoder.load(spec, spec.sources(checkpoint.tensors()), Execution.plain())) {
                assertAgree(decoder, reference);
            }
        }
    }

    /** Longer than the goldens, with other vectors. */
    private static void assertAgree(Decoder decoder, LlamaReference reference) {
        Random random = new Random(1);
        int[] ids = random.ints(100, 0, decoder.spec().vocabulary()).toArray();
        float[] memory = new float[3 * decoder.spec().width()];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = (float) random.nextGaussian();
        }
        NDArray logProbabilities = reference.logits(memory, ids).logSoftmax(-1);
        try (DeviceTexts texts = decoder.texts(List.of(ids))) {
            float[] found = decoder.evaluate(texts, List.of(new Row(0, Point.of(memory, Demand.SCORES))), Demand.SCORES)
                    .get(0)
                    .scores()
                    .crossEntropyNats();
            for (int i = 0; i < ids.length; i++) {
                assertThat(found[i]).isCloseTo(-logProbabilities.getFloat(i, ids[i]), within(1e-3f));
            }
        }
    }
}
