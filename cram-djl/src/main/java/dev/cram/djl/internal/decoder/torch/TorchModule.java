package dev.cram.djl.internal.decoder.torch;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** A loaded TorchScript program, called by the names of its methods. Not thread-safe. */
public final class TorchModule implements AutoCloseable {

    private static final String ENGINE = "PyTorch";

    private final Model model;
    private final int threads;
    private final Block block;
    private final ParameterStore parameters;
    private final NDArray marker;

    /** Loads an archive that computes with PyTorch's choice of threads. */
    public TorchModule(byte[] archive, Device device) {
        this(archive, device, TorchThreads.USUAL);
    }

    /** Loads an archive that computes with so many threads on the CPU. */
    public TorchModule(byte[] archive, Device device, int threads) {
        this.threads = threads;
        model = Model.newInstance("decoder", device, ENGINE);
        try {
            model.load(new ByteArrayInputStream(archive));
            Files.deleteIfExists(model.getModelPath());
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException e) {
            model.close();
            throw new AssertionError("the decoder's program does not load", e);
        }
        block = model.getBlock();
        parameters = new ParameterStore(manager(), false);
        marker = manager().create(0);
    }

    /** Holds what lives as long as the module. */
    public NDManager manager() {
        return model.getNDManager();
    }

    /** Runs a method of which nobody wants a gradient. */
    public NDList infer(String method, NDArray... inputs) {
        return run(method, false, inputs);
    }

    /** Runs a method that uses gradients, or whose tensors stay in the module. */
    public NDList train(String method, NDArray... inputs) {
        return run(method, true, inputs);
    }

    /** The results live as long as the manager of the first input. DJL takes the method's name from an array's name. */
    private NDList run(String method, boolean training, NDArray... inputs) {
        NDList list = new NDList(inputs);
        marker.setName("module_method:" + method);
        list.add(marker);
        return TorchThreads.run(threads, () -> block.forward(parameters, list, training));
    }

    @Override
    public void close() {
        model.close();
    }
}
