package dev.cram.djl;

import dev.cram.api.FrozenModel;
import dev.cram.api.ModelOptions;
import dev.cram.spi.ModelProvider;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Offers this engine to {@code Cram.open}. Thread-safe. */
public final class DjlModelProvider implements ModelProvider {

    /** For {@link java.util.ServiceLoader}. */
    public DjlModelProvider() {}

    @Override
    public String name() {
        return "djl";
    }

    /**
     * {@inheritDoc}
     *
     * <p>This engine's locations are {@code pocket}, folders, and whatever looks like a path.
     */
    @Override
    public boolean accepts(String location) {
        if (location.equals(DjlModels.POCKET)) {
            return true;
        }
        if (location.isBlank() || location.matches("[a-z][a-z0-9+.-]+:.*")) {
            return false;
        }
        try {
            return location.matches("[.~].*|.*[/\\\\].*") || Files.isDirectory(Path.of(location));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    @Override
    public FrozenModel open(String location, ModelOptions options) {
        return DjlModels.open(location, options);
    }
}
