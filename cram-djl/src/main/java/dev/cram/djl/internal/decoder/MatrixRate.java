package dev.cram.djl.internal.decoder;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import dev.cram.djl.internal.decoder.torch.TorchModule;
import dev.cram.djl.internal.decoder.torch.TorchPrecision;
import dev.cram.model.Precision;

/** How fast a device multiplies matrices, in the precisions that decoders compute in. */
public final class MatrixRate {

    private static final int CPU_SIZE = 1024;
    private static final int GPU_SIZE = 4096;

    private MatrixRate() {}

    /** Measures floating-point operations a second for about the given time, above 0, after a short start. */
    public static double flops(Device device, Precision precision, double seconds) {
        int size = device.isGpu() ? GPU_SIZE : CPU_SIZE;
        byte[] archive = new TorchArchive("Rate", ProgramSource.of("matrix_rate.py")).pack();
        try (TorchModule module = new TorchModule(archive, device)) {
            multiply(module, precision, size, 1);
            int count = 1;
            while (true) {
                double took = multiply(module, precision, size, count);
                if (took >= seconds / 2) {
                    return 2.0 * size * size * size * count / took;
                }
                count = Math.max(2 * count, (int) Math.min(1e6, count * seconds / Math.max(took, 1e-6)));
            }
        }
    }

    private static double multiply(TorchModule module, Precision precision, int size, int count) {
        try (NDManager host = module.manager().newSubManager(Device.cpu());
                NDManager there = module.manager().newSubManager()) {
            long began = System.nanoTime();
            module.infer(
                            "multiply",
                            host.create(new long[] {TorchPrecision.type(precision), size, count}),
                            there.create(0))
                    .singletonOrThrow()
                    .getFloat();
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
