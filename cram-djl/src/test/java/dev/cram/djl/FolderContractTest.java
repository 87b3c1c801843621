package dev.cram.djl;

import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A folder with grouped queries, biases and scaled positions keeps the contract. */
class FolderContractTest extends FrozenModelContract {

    @TempDir
    private static Path folder;

    @Override
    protected FrozenModel open() {
        if (Files.notExists(folder.resolve("config.json"))) {
            TinyModel.copy("llama_linear_rope_biases", folder);
        }
        return DjlModels.open(folder);
    }

    @Override
    protected String sampleText() {
        return "one word";
    }
}
