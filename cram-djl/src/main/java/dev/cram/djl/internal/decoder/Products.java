package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.djl.internal.machine.Processor;
import dev.cram.model.Precision;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Which of PyTorch's libraries multiplies matrices: on the CPU, in float32, the fastest for this processor, where PyTorch is
 * built with oneDNN, as it is for x86; else PyTorch's own choice. The system property {@value #SWITCH}, {@code false}, asks
 * for that everywhere. Thread-safe.
 */
final class Products {

    /** The resource with the program's method {@code product} for any PyTorch and device. */
    static final String PLAIN = "product.py";

    /** The property that asks for it. */
    static final String SWITCH = "cram.oneDnn";

    private static final String ONE_DNN = "product_onednn.py";
    private static final String INTEL = "product_mkl.py";
    private static final Logger LOGGER = System.getLogger(Products.class.getName());

    private static final class Found {
        static final String HERE = find(Processor.isIntel() ? INTEL : ONE_DNN);
    }

    private Products() {}

    /** Name of the resource with the method for this execution. */
    static String program(Execution execution) {
        boolean suits = !execution.device().isGpu() && execution.precision() == Precision.FLOAT32;
        return suits ? Found.HERE : PLAIN;
    }

    /** A program that names an operator which is not there does not load. */
    private static String find(String product) {
        if (!Boolean.parseBoolean(System.getProperty(SWITCH, "true"))) {
            return PLAIN;
        }
        String program = "class Decoder(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n";
        byte[] archive = new TorchArchive("Decoder", program + ProgramSource.of(product)).pack();
        try {
            new TorchModule(archive, Device.cpu()).close();
            return product;
        } catch (RuntimeException e) {
            LOGGER.log(Level.DEBUG, "This PyTorch has no oneDNN", e);
            return PLAIN;
        }
    }
}
