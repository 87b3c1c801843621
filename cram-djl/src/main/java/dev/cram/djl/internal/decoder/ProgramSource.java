package dev.cram.djl.internal.decoder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The text of the TorchScript programs, which are resources of this package. */
final class ProgramSource {

    private ProgramSource() {}

    /** The text of a resource that is there. */
    static String of(String resource) {
        try (InputStream program = ProgramSource.class.getResourceAsStream(resource)) {
            byte[] source = Objects.requireNonNull(program, resource).readAllBytes();
            return new String(source, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
