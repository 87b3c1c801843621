package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Footprint;
import dev.cram.djl.internal.decoder.network.Placement;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.Demand;
import dev.cram.model.ModelException;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective.Row;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Layers on two devices, of which a machine without GPUs has two: the CPU, and PyTorch's {@code meta}, which works out shapes
 * and refuses an operation on tensors of both. What comes back from there is made up of zeros. Without Python it knows the
 * operations of state-space decoders only: the others are checked by {@code research/gpu-check}.
 */
class SpreadTest {

    private static final String SECOND_DEVICE = """

              def moved(self: __torch__.Decoder, x: Tensor, device: Device) -> Tensor:
                return torch.zeros(x.shape, dtype=x.dtype, device=device)

              def part(self: __torch__.Decoder, plan: Tensor) -> Tensor:
                for i in range(self.place(int(plan[0])), self.place(int(plan[1]))):
                  self.weights[i] = self.weights[i].to(torch.device("meta"), self.weights[i].dtype)
                self.parted = int(plan[2]) == 1
                return plan
            """;

    private static final List<int[]> TEXTS = List.of(new int[] {3, 1, 4, 1, 5, 9}, new int[] {2, 7, 1});

    private static Decoder load(String golden, boolean checkpointing) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden(golden))) {
            DecoderSpec spec = Families.read(checkpoint.config());
            Execution execution = new Execution(Device.cpu(), Precision.FLOAT32, checkpointing);
            return Decoder.load(
                    spec,
                    spec.sources(checkpoint.tensors()),
                    execution,
                    DecoderProgram.archive(spec.network(), execution, Footprint.LOGITS, Products.PLAIN, SECOND_DEVICE));
        }
    }

    /** Puts the layers from one on, up to another, onto the second device. */
    private static void part(Decoder decoder, int from, int end, boolean spread) {
        try (NDManager manager = decoder.module().manager().newSubManager()) {
            decoder.module().train("part", manager.create(new long[] {from, end, spread ? 1 : 0}));
        }
    }

    private static void evaluate(Decoder decoder) {
        try (DeviceTexts texts = decoder.texts(TEXTS)) {
            float[] vectors = new float[2 * decoder.spec().width()];
            List<Row> rows = IntStream.range(0, TEXTS.size())
                    .mapToObj(text -> new Row(text, Point.of(vectors, Demand.GRADIENT)))
                    .toList();
            for (Demand demand : Demand.values()) {
                assertThat(decoder.evaluate(texts, rows, demand)).hasSize(2);
            }
            assertThat(decoder.greedy(List.of(vectors, vectors), new int[] {4, 4}))
                    .hasDimensions(2, 4);
        }
        assertThat(decoder.score(TEXTS.get(0)).tokens()).isEqualTo(6);
        try (StateReader reader = decoder.reader(3)) {
            reader.read(1);
            assertThat(reader.read(2)).hasSize(decoder.spec().vocabulary());
        }
    }

    @ParameterizedTest
    @CsvSource({"mamba, false", "mamba, true", "falcon_mamba, false", "falcon_mamba, true"})
    void evaluate_layersOnTwoDevices_movesWhatEntersThem(String golden, boolean checkpointing) {
        try (Decoder decoder = load(golden, checkpointing)) {
            int layers = decoder.spec().network().layers();
            part(decoder, layers - 1, layers, true);
            evaluate(decoder);
            part(decoder, 0, layers - 1, true);
            evaluate(decoder);
        }
    }

    @Test
    void evaluate_layersOnTwoDevicesThatNothingMovesTo_isRefusedByTheEngine() {
        try (Decoder decoder = load("mamba", false)) {
            int layers = decoder.spec().network().layers();
            part(decoder, layers - 1, layers, false);

            assertThatCode(() -> evaluate(decoder)).hasMessageContaining("meta");
        }
    }

    private static Placement place(String golden, long... room) {
        List<Device> devices =
                IntStream.range(0, room.length).mapToObj(Device::gpu).toList();
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden(golden))) {
            DecoderSpec spec = Families.read(checkpoint.config());
            Map<Integer, Tensor> sources = spec.sources(checkpoint.tensors());
            Placement placement = Placement.of(spec, sources, devices, device -> room[device.getDeviceId()]);
            assertThat(placement.shares().stream()
                            .mapToLong(Placement.Share::parameters)
                            .sum())
                    .isEqualTo(DecoderSpec.parameters(sources));
            assertThat(placement.shares().stream()
                            .mapToInt(Placement.Share::layers)
                            .sum())
                    .isEqualTo(spec.network().layers());
            for (int weight : sources.keySet()) {
                assertThat(devices).contains(placement.device(spec.network(), weight));
            }
            assertThat(placement.device(spec.network(), 0)).isEqualTo(Device.gpu(0));
            return placement;
        }
    }

    @Test
    void placement_ofSeveralDevices_fillsThemAlike() {
        assertThat(place("llama", 1).shares()).hasSize(1);
        assertThat(place("llama", 1, 1).shares().get(1).layers()).isPositive();
        assertThat(place("mamba", 1, 9).shares().get(1).layers())
                .isGreaterThanOrEqualTo(place("mamba", 9, 1).shares().get(1).layers());
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> place("llama", 1, 1, 1, 1, 1, 1, 1, 1, 1))
                .withMessageContaining("cannot be spread over 9 devices");
    }
}
