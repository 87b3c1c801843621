package dev.cram.djl;

import dev.cram.djl.internal.checkpoint.SafetensorsEdit;
import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A model with a state instead of attention keeps the contract. */
class MambaContractTest extends FrozenModelContract {

    @TempDir
    private static Path folder;

    @Override
    protected FrozenModel open() {
        if (Files.notExists(folder.resolve("config.json"))) {
            TinyModel.copy("mamba", folder);
            calm(folder.resolve("model.safetensors"));
        }
        return DjlModels.open(folder);
    }

    /** The case's weights are large, so that its state is sensitive to how sums are rounded; the contract's bounds are not. */
    private static void calm(Path file) {
        try {
            SafetensorsEdit.scale(file, 0.5f);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected String sampleText() {
        return "one word";
    }
}
