package dev.cram.djl.internal.decoder;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Decoders whose program has methods more, which compute the same by other means. */
final class Reference {

    private Reference() {}

    static Decoder load(Checkpoint checkpoint, Execution execution, int logits) {
        DecoderSpec spec = Families.read(checkpoint.config());
        return Decoder.load(
                spec,
                spec.sources(checkpoint.tensors()),
                execution,
                DecoderProgram.archive(spec.network(), execution, logits, source()));
    }

    private static String source() {
        try (InputStream in = Reference.class.getResourceAsStream("reference.py")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
