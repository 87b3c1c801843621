package dev.cram.djl.internal.decoder;

import dev.cram.djl.internal.decoder.network.Footprint;
import dev.cram.djl.internal.decoder.network.Network;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import java.util.List;
import java.util.stream.Collectors;

/** The TorchScript programs of this package, which are its resources, packed for PyTorch. */
final class DecoderProgram {

    private static final String SHARED = "objective.py";
    private static final String TRANSFER = "transfer.py";

    private DecoderProgram() {}

    /** The program of a network, as this library loads it here. */
    static TorchArchive archive(Network network, Execution execution) {
        return archive(network, execution, Footprint.LOGITS, "");
    }

    /** The same for any PyTorch and device. */
    static TorchArchive portable(Network network, Execution execution) {
        return archive(network, execution, Footprint.LOGITS, Products.PLAIN, ProgramSource.of(TRANSFER));
    }

    /**
     * The same with another size of piece, and more methods.
     *
     * @param logits number of logits that exist at once
     * @param more text that follows the program's
     */
    static TorchArchive archive(Network network, Execution execution, int logits, String more) {
        return archive(network, execution, logits, Products.program(execution), ProgramSource.of(TRANSFER) + more);
    }

    /**
     * The same with a text of products, and without the one that moves between devices.
     *
     * @param product name of the resource
     */
    static TorchArchive archive(Network network, Execution execution, int logits, String product, String more) {
        String own = network.program().stream().map(ProgramSource::of).collect(Collectors.joining());
        TorchArchive archive = new TorchArchive(
                        "Decoder", own + ProgramSource.of(SHARED) + ProgramSource.of(product) + more)
                .putTensorList("weights")
                .put("present", List.of())
                .put("checkpointing", execution.checkpointing())
                .put("piece", logits)
                .put("taping", false)
                .put("parted", execution.devices().size() > 1)
                .putTensor("source");
        network.describe(archive);
        return archive;
    }
}
