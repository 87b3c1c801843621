package dev.cram.djl.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.network.Placement;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.DeviceMemoryException;
import dev.cram.model.Precision;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryCheckTest {

    private static final long GB = 1_000_000_000;

    private static DecoderSpec spec(String golden) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(TinyModel.golden(golden))) {
            return Families.read(checkpoint.config());
        }
    }

    private static MemoryCheck check(long free) {
        return MemoryCheck.of(spec("llama"), placed(Device.cpu(), 1), Execution.plain(), device -> free);
    }

    private static Placement placed(Device device, long parameters) {
        int layers = spec("llama").network().layers();
        return new Placement(List.of(new Placement.Share(device, layers, parameters)));
    }

    @Test
    void check_textThatFits_passes() {
        assertThatCode(() -> check(GB).check(1, 1000)).doesNotThrowAnyException();
    }

    @Test
    void check_textThatDoesNotFit_isRefusedWithFigureAndCure() {
        long needed = spec("llama").footprint(Precision.FLOAT32, false).bytes(1, 1_000_000) * 3 / 2;
        assertThatExceptionOfType(DeviceMemoryException.class)
                .isThrownBy(() -> check(GB).check(1, 1_000_000))
                .withMessageContainingAll(
                        "A text of 1,000,000 positions",
                        MemoryCheck.size(needed),
                        "1,000 MB are free",
                        "shorten or split the text",
                        "checkpointing",
                        "bfloat16");
    }

    @Test
    void check_batchThatDoesNotFit_asksForFewer() {
        assertThatExceptionOfType(DeviceMemoryException.class)
                .isThrownBy(() -> check(GB).check(1000, 1000))
                .withMessageContainingAll("A batch of 1000 texts", "evaluate fewer at once");
    }

    @Test
    void opening_moreWeightsThanMemory_isRefusedWithFigureAndCure() {
        assertThatExceptionOfType(DeviceMemoryException.class)
                .isThrownBy(() -> MemoryCheck.opening(
                        spec("llama"),
                        placed(Device.cpu(), 1L << 50),
                        Execution.plain(),
                        FreeMemory.of(List.of(Device.cpu()))))
                .withMessageContainingAll("1,125,899,906,842,624 weights", "cpu has", "choose bfloat16");
    }

    @Test
    void footprint_anyFamily_shrinksWithPrecisionAndCheckpointing() {
        for (String golden :
                List.of("llama", "gpt2", "gemma3_text", "opt", "mamba", "phi", "mamba2", "gpt_oss", "qwen2_moe")) {
            DecoderSpec spec = spec(golden);
            long plain = spec.footprint(Precision.FLOAT32, false).positionBytes();
            assertThat(plain).isPositive();
            assertThat(spec.footprint(Precision.BFLOAT16, false).positionBytes())
                    .isLessThan(plain);
            assertThat(spec.footprint(Precision.FLOAT32, true).positionBytes()).isLessThan(plain);
        }
    }

    @Test
    void footprint_cappedScores_growsWithTheSquare() {
        assertThat(spec("gemma3_text").footprint(Precision.FLOAT32, false).pairBytes())
                .isZero();
        DecoderSpec capped = spec("gemma2");
        long plain = capped.footprint(Precision.FLOAT32, false).pairBytes();
        assertThat(plain).isPositive();
        assertThat(capped.footprint(Precision.BFLOAT16, false).pairBytes()).isLessThan(plain);
        assertThat(capped.footprint(Precision.FLOAT32, true).pairBytes()).isLessThan(plain);
    }

    @Test
    void isOutOfMemory_ofThisEngine_isRecognised() {
        TorchEngine.start();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> manager.zeros(new Shape(1L << 48)))
                    .matches(OutOfMemory::isOutOfMemory);
        }
    }

    @Test
    void isOutOfMemory_otherErrors_areNot() {
        assertThat(OutOfMemory.isOutOfMemory(new EngineException("CUDA out of memory. Tried to allocate 2.00 GiB")))
                .isTrue();
        assertThat(OutOfMemory.isOutOfMemory(new EngineException("mat1 and mat2 shapes cannot be multiplied")))
                .isFalse();
    }

    @Test
    void translated_outOfMemory_namesDeviceAndCure() {
        assertThatExceptionOfType(DeviceMemoryException.class)
                .isThrownBy(() -> OutOfMemory.translated(Device.cpu(), () -> {
                    throw new EngineException("DefaultCPUAllocator: can't allocate memory: 8 bytes");
                }))
                .withMessageContainingAll("cpu", "fewer or shorter texts");
    }

    @Test
    void free_ofThisMachine_isPositiveAndNotMoreThanAll() {
        assertThat(HostMemory.free()).isPositive().isLessThanOrEqualTo(HostMemory.total());
    }

    @Test
    void available_meminfo_isReadInBytes() {
        assertThat(HostMemory.available("MemFree: 1 kB\nMemAvailable:   2048 kB\n"))
                .hasValue(2048L * 1024);
        assertThat(HostMemory.available("")).isEqualTo(OptionalLong.empty());
    }

    @Test
    void visible_ofSomeDevices_followsTheEnvironment() {
        List<Gpu> gpus = NvidiaSmi.parse("""
                0, GPU-aa11, NVIDIA H100, 580.95.05, 81559, 81000
                1, GPU-bb22, NVIDIA H100, 580.95.05, 81559, 70000
                """);
        assertThat(gpus).hasSize(2);
        assertThat(VisibleGpus.find(1, gpus, null)).contains(gpus.get(1));
        assertThat(VisibleGpus.find(0, gpus, "1,0")).contains(gpus.get(1));
        assertThat(VisibleGpus.find(0, gpus, "GPU-bb")).contains(gpus.get(1));
        assertThat(VisibleGpus.find(2, gpus, null)).isEmpty();
        assertThat(VisibleGpus.count(gpus, null)).isEqualTo(2);
        assertThat(VisibleGpus.count(gpus, "1")).isEqualTo(1);
        assertThat(gpus.get(1).freeBytes()).isEqualTo(70000L << 20);
        assertThat(NvidiaSmi.parse("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver"))
                .isEmpty();
    }
}
