package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.machine.TorchEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void cure_driverMissing_namesTheDriver() {
        Throwable missing =
                new UnsatisfiedLinkError("libcaffe2_nvrtc.so: libcuda.so.1: cannot open shared object file");
        assertThat(TorchEngine.cure(missing)).contains("NVIDIA driver", "unset PYTORCH_FLAVOR");
        assertThat(TorchEngine.cure(new UnsatisfiedLinkError("libtorch.so"))).contains("pytorch-native-cpu");
    }

    @Test
    void examine_here_findsEngineLibraryDevicesMemoryThreadsAndSpeed() {
        List<Finding> findings = Doctor.examine(0.1);
        Map<String, String> values = findings.stream().collect(Collectors.toMap(Finding::name, Finding::value));
        assertThat(values)
                .containsKeys("engine", "native library", "came from", "CUDA", "memory", "threads", "speed, cpu");
        assertThat(values.get("engine")).startsWith("PyTorch 2.7.1");
        assertThat(values.get("came from")).startsWith("a jar on the class path, flavour cpu");
        assertThat(values.get("native library")).contains("2.7.1");
        assertThat(values.get("speed, cpu")).matches("[\\d,]+ GFLOP/s in float32, [\\d,]+ in bfloat16.*");
    }
}
