package dev.cram.spark;

import dev.cram.examples.engine.ElmanModel;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens {@code counted:FILE}, a small model, and writes a line into the file with the process that opened it. */
public final class CountedProvider implements ModelProvider {

    private static final String PREFIX = "counted:";

    @Override
    public String name() {
        return "counted";
    }

    @Override
    public boolean accepts(String location) {
        return location.startsWith(PREFIX);
    }

    @Override
    public FrozenModel open(String location, ModelOptions options) {
        try {
            Files.writeString(
                    Path.of(location.substring(PREFIX.length())),
                    ProcessHandle.current().pid() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ElmanModel("elman", 0);
    }
}
