package dev.cram.djl.internal.decoder;

import dev.cram.djl.internal.decoder.network.Footprint;
import dev.cram.djl.internal.decoder.network.Network;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.djl.internal.decoder.torch.TorchArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The TorchScript programs of this package, which are its resources, packed for PyTorch. */
final class DecoderProgram {

    private static final String SHARED = "objective.py";

    private DecoderProgram() {}

    /** The program of a network, as this library loads it. */
    static TorchArchive archive(Network network, Execution execution) {
        return archive(network, execution, Footprint.LOGITS, "");
    }

    /**
     * The same with another size of piece, and more methods.
     *
     * @param logits number of logits that exist at once
     * @param more text that follows the program's
     */
    static TorchArchive archive(Network network, Execution execution, int logits, String more) {
        TorchArchive archive = new TorchArchive("Decoder", source(network.program()) + source(SHARED) + more)
                .putTensorList("weights")
                .put("present", List.of())
                .put("checkpointing", execution.checkpointing())
                .put("piece", logits)
                .putTensor("source");
        network.describe(archive);
        return archive;
    }

    static String source(String resource) {
        try (InputStream program = DecoderProgram.class.getResourceAsStream(resource)) {
            byte[] source = Objects.requireNonNull(program, resource).readAllBytes();
            return new String(source, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
