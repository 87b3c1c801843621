package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.model.Precision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Products by oneDNN, which builds of PyTorch for x86 have: for float32 on the CPU, where PyTorch itself would take MKL. The
 * system property {@value #SWITCH}, {@code false}, turns them off. Thread-safe.
 */
final class OneDnn {

    /** The property that turns it off. */
    static final String SWITCH = "cram.oneDnn";

    private static final Logger LOGGER = System.getLogger(OneDnn.class.getName());
    private static final String PRODUCT = "product_onednn.py";

    private static final class Found {
        static final boolean HERE = isHere();
    }

    private OneDnn() {}

    /** Name of the resource with the program's method {@code product}; nothing where it is not for this execution. */
    static Optional<String> product(Execution execution) {
        boolean suits = !execution.device().isGpu() && execution.precision() == Precision.FLOAT32;
        return suits && Found.HERE ? Optional.of(PRODUCT) : Optional.empty();
    }

    /** A program that names an operator which is not there does not load. */
    private static boolean isHere() {
        if (!Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
            return false;
        }
        String program = "class Decoder(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";
        byte[] archive = new TorchArchive("Decoder", program + ProgramSource.of(PRODUCT)).pack();
        try {
            new TorchModule(archive, Device.cpu()).close();
            return true;
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This PyTorch has no oneDNN", e);
            return false;
        }
    }
}
