package dev.cram.djl;

import dev.cram.model.FrozenModel;
import dev.cram.model.FrozenModelContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A model with scaled embeddings and windows keeps the contract. */
class GemmaContractTest extends FrozenModelContract {

    @TempDir
    private static Path folder;

    @Override
    protected FrozenModel open() {
        if (Files.notExists(folder.resolve("config.json"))) {
            TinyModel.copy("gemma3_text", folder);
        }
        return DjlModels.open(folder);
    }

    @Override
    protected String sampleText() {
        return "one word";
    }
}
