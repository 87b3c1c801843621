package dev.cram.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.util.Platform;
import ai.djl.util.Utils;
import dev.cram.djl.internal.decoder.MatrixRate;
import dev.cram.djl.internal.decoder.torch.TorchThreads;
import dev.cram.djl.internal.machine.Gpu;
import dev.cram.djl.internal.machine.HostMemory;
import dev.cram.djl.internal.machine.MemoryCheck;
import dev.cram.djl.internal.machine.NvidiaSmi;
import dev.cram.djl.internal.machine.TorchEngine;
import dev.cram.model.ModelException;
import dev.cram.model.Precision;
import java.util.ArrayList;
import java.util.List;

/** Looks at what models compute with here: engine, native library, devices, memory, threads, speed. Thread-safe. */
public final class Doctor {

    private static final String SETTING = "PYTORCH_LIBRARY_PATH";
    private static final int LONGEST_SECONDS = 3_600;
    private static final int OLDEST_DRIVER = 525;

    private Doctor() {}

    /**
     * Starts the engine and examines it.
     *
     * @param seconds how long to multiply matrices on each device, in all its precisions together; above 0, at most 3,600
     * @return what was found, in the order of reading; the last with a cure if the engine does not start
     */
    public static List<Finding> examine(double seconds) {
        if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
            throw new IllegalArgumentException(
                    "seconds must be above 0 and at most " + LONGEST_SECONDS + ", but was " + seconds);
        }
        List<Finding> findings = new ArrayList<>();
        List<Gpu> gpus = NvidiaSmi.gpus();
        driver(gpus, findings);
        memory(findings);
        Engine engine;
        try {
            engine = TorchEngine.start();
        } catch (ModelException e) {
            findings.add(new Finding("engine", "does not start", String.valueOf(e.getMessage())));
            return findings;
        }
        findings.add(Finding.fine("engine", "PyTorch %s, through DJL %s", engine.getVersion(), Engine.getDjlVersion()));
        library(findings);
        int usable = cuda(engine, gpus, findings);
        threads(findings);
        rates(Device.cpu(), seconds, findings);
        for (int i = 0; i < usable; i++) {
            rates(Device.gpu(i), seconds, findings);
        }
        return findings;
    }

    private static void driver(List<Gpu> gpus, List<Finding> findings) {
        if (gpus.isEmpty()) {
            findings.add(Finding.fine("GPUs", "none (nvidia-smi lists none, or is not there)"));
        }
        for (Gpu gpu : gpus) {
            String major = gpu.driver().replaceFirst("\\..*", "");
            boolean old = major.matches("\\d{1,6}") && Integer.parseInt(major) < OLDEST_DRIVER;
            findings.add(new Finding(
                    "GPU " + gpu.index(),
                    gpu.name() + ", driver " + gpu.driver() + ", " + MemoryCheck.size(gpu.freeBytes()) + " free of "
                            + MemoryCheck.size(gpu.totalBytes()),
                    old ? "update the NVIDIA driver to " + OLDEST_DRIVER + " or later, which CUDA 12 needs" : ""));
        }
    }

    private static void memory(List<Finding> findings) {
        findings.add(Finding.fine(
                "memory",
                "%s free of %s; Java's heap may take %s",
                MemoryCheck.size(HostMemory.free()),
                MemoryCheck.size(HostMemory.total()),
                MemoryCheck.size(Runtime.getRuntime().maxMemory())));
    }

    private static void library(List<Finding> findings) {
        findings.add(Finding.fine("native library", "%s", String.valueOf(LibUtils.getLibtorchPath())));
        findings.add(Finding.fine("came from", "%s", origin()));
    }

    private static String origin() {
        if (Utils.getEnvOrSystemProperty(SETTING) != null) {
            return SETTING + ", flavour " + Utils.getEnvOrSystemProperty("PYTORCH_FLAVOR", "not named");
        }
        Platform platform = Platform.detectPlatform("pytorch");
        return (platform.isPlaceholder() ? "DJL's download" : "a jar on the class path") + ", flavour "
                + platform.getFlavor();
    }

    /** The number of GPUs that PyTorch can use. */
    private static int cuda(Engine engine, List<Gpu> gpus, List<Finding> findings) {
        boolean built = engine.hasCapability(StandardCapabilities.CUDA);
        int usable = TorchEngine.gpus(engine);
        String value = built ? usable + " of " + gpus.size() + " GPUs usable" : "this build of PyTorch has none";
        String cure = "";
        if (usable == 0 && !gpus.isEmpty()) {
            cure = built
                    ? "PyTorch sees no GPU though nvidia-smi does: check CUDA_VISIBLE_DEVICES and the driver"
                    : "to use this machine's GPU, " + TorchEngine.CUDA_CURE;
        }
        findings.add(new Finding("CUDA", value, cure));
        return usable;
    }

    private static void threads(List<Finding> findings) {
        String policy = System.getenv("OMP_WAIT_POLICY");
        findings.add(new Finding(
                "threads",
                TorchThreads.resolve(TorchThreads.USUAL) + " on "
                        + Runtime.getRuntime().availableProcessors() + " cores, OMP_WAIT_POLICY "
                        + (policy == null ? "not set" : policy),
                "passive".equalsIgnoreCase(policy)
                        ? ""
                        : "set the environment variable OMP_WAIT_POLICY=passive: threads that spin while they wait make a "
                                + "busy machine many times slower"));
    }

    private static void rates(Device device, double seconds, List<Finding> findings) {
        double single = MatrixRate.flops(device, Precision.FLOAT32, seconds / 2);
        double half = MatrixRate.flops(device, Precision.BFLOAT16, seconds / 2);
        findings.add(Finding.fine(
                "speed, " + (device.isGpu() ? "cuda:" + device.getDeviceId() : "cpu"),
                "%,.0f GFLOP/s in float32, %,.0f in bfloat16%s",
                single / 1e9,
                half / 1e9,
                half < single ? "; float32 is the faster here" : ""));
    }
}
