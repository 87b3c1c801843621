package dev.cram.djl.internal.machine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import dev.cram.djl.internal.checkpoint.file.Natives;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;

/** Starts PyTorch, and says what it can do here. */
public final class TorchEngine {

    private static final String CURE = "add ai.djl.pytorch:pytorch-native-cpu with the classifier of your platform "
            + "(such as linux-x86_64) to the run-time dependencies";

    private static final String UNNAMED = "PyTorch's engine is not found: no file META-INF/services/ai.djl.engine."
            + "EngineProvider names it. Where jars were packed into one, their service files must be merged: use "
            + "ServicesResourceTransformer in maven-shade-plugin, or mergeServiceFiles() in Gradle's Shadow";

    private static final String LIBRARY_CURE =
            "this system's C library is older than PyTorch needs: use a Linux with glibc 2.28 or later";

    private static final String DRIVER_CURE =
            "this is PyTorch's CUDA build, which needs the NVIDIA driver: install it, "
                    + "or unset PYTORCH_FLAVOR and PYTORCH_LIBRARY_PATH to compute on the CPU";

    /** How to get PyTorch's CUDA build. */
    public static final String CUDA_CURE =
            "name an installed PyTorch 2.7.1 by PYTORCH_LIBRARY_PATH, with PYTORCH_VERSION=2.7.1 "
                    + "and PYTORCH_FLAVOR=cu128, or leave pytorch-native-cpu out and let DJL download it with PYTORCH_FLAVOR=cu128";

    private TorchEngine() {}

    /**
     * Starts the engine, if it is not running yet. Settings that the user made stay: no call home, and no graph
     * optimizer, which would make the first calls differ from later ones in their last bits.
     */
    public static synchronized Engine start() {
        Natives.set("OPT_OUT_TRACKING", "true");
        Natives.set("ai.djl.pytorch.graph_optimizer", "false");
        try {
            if (!EngineClassLoader.run(() -> Engine.hasEngine("PyTorch"))) {
                throw new ModelException(UNNAMED);
            }
            return EngineClassLoader.run(() -> Engine.getEngine("PyTorch"));
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            Throwable root = Natives.root(e);
            throw new ModelException("PyTorch's native library does not load here (" + root + "): " + cure(root), e);
        }
    }

    public static String cure(Throwable root) {
        String message = String.valueOf(root.getMessage());
        if (message.contains("libcuda.so")) {
            return DRIVER_CURE;
        }
        return message.contains("GLIBC") ? LIBRARY_CURE : Natives.cure(root).orElse(CURE);
    }

    /**
     * The number of GPUs that PyTorch can use. DJL counts them by CUDA's run-time library, which it finds only where the
     * CUDA toolkit is installed; PyTorch brings its own, so the driver's tool counts where DJL finds none.
     */
    public static int gpus(Engine engine) {
        if (!engine.hasCapability(StandardCapabilities.CUDA)) {
            return 0;
        }
        int counted = engine.getGpuCount();
        return counted > 0 ? counted : VisibleGpus.count(NvidiaSmi.gpus(), System.getenv("CUDA_VISIBLE_DEVICES"));
    }

    /**
     * Finds the devices asked for.
     *
     * @throws ModelException if one is not there
     */
    public static List<Device> devices(ModelOptions options) {
        int gpus = gpus(start());
        List<Device> devices = named(options, () -> gpus);
        devices.stream().filter(device -> !isHere(device, gpus)).findFirst().ifPresent(device -> {
            throw new ModelException("There is no device " + Execution.name(device) + " here, only cpu"
                    + (gpus == 0 ? "" : " and cuda:0 to cuda:" + (gpus - 1)) + ": choose one of these"
                    + (gpus == 0 ? ", or auto; a GPU needs its driver and PyTorch's CUDA build: " + CUDA_CURE : ""));
        });
        return devices;
    }

    /** The devices that options name, which need not be there. */
    public static List<Device> named(ModelOptions options) {
        return named(options, () -> gpus(start()));
    }

    private static List<Device> named(ModelOptions options, IntSupplier gpus) {
        String names = options.device();
        if (names.equals("cpu") || (names.equals("auto") && gpus.getAsInt() == 0)) {
            return List.of(Device.cpu());
        }
        return names.equals("auto")
                ? List.of(Device.gpu(0))
                : Arrays.stream(names.split(",", -1))
                        .map(name -> Device.gpu(Integer.parseInt(name.substring("cuda:".length()))))
                        .toList();
    }

    /** Whether PyTorch can use a device here. */
    public static boolean isHere(Device device) {
        return isHere(device, gpus(start()));
    }

    private static boolean isHere(Device device, int gpus) {
        return !device.isGpu() || device.getDeviceId() < gpus;
    }
}
