package dev.cram.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.util.Utils;
import dev.cram.api.ModelException;
import dev.cram.api.ModelOptions;

/** Starts PyTorch, and says what it can do here. */
final class Engines {

    private static final String CURE = "add ai.djl.pytorch:pytorch-native-cpu with the classifier of your platform "
            + "(such as linux-x86_64) to the run-time dependencies";

    private Engines() {}

    /**
     * Starts the engine, if it is not running yet. Settings that the user made stay: no call home, and no graph
     * optimizer, which would make the first calls differ from later ones in their last bits.
     */
    static synchronized Engine start() {
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("ai.djl.pytorch.graph_optimizer", "false");
        try {
            return Engine.getEngine("PyTorch");
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException("PyTorch's native library does not load here (" + root(e) + "): " + CURE, e);
        }
    }

    private static void setUnlessSet(String name, String value) {
        if (Utils.getEnvOrSystemProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static Throwable root(Throwable e) {
        return e.getCause() == null ? e : root(e.getCause());
    }

    /**
     * Finds the device asked for.
     *
     * @throws ModelException if it is not there
     */
    static Device device(ModelOptions options) {
        Engine engine = start();
        int gpus = engine.hasCapability(StandardCapabilities.CUDA) ? engine.getGpuCount() : 0;
        String wanted = options.device();
        if (wanted.equals("cpu") || (wanted.equals("auto") && gpus == 0)) {
            return Device.cpu();
        }
        int index = wanted.equals("auto") ? 0 : Integer.parseInt(wanted.substring("cuda:".length()));
        if (index >= gpus) {
            throw new ModelException("There is no device " + wanted + " here, only cpu"
                    + (gpus == 0 ? "" : " and cuda:0 to cuda:" + (gpus - 1)) + ": choose one of these"
                    + (gpus == 0
                            ? ", or auto; a GPU needs its driver and ai.djl.pytorch:pytorch-native-cu128 in place of "
                                    + "pytorch-native-cpu"
                            : ""));
        }
        return Device.gpu(index);
    }
}
