package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations as they are found, without their weights. */
class PublishedConfigsTest {

    private static Path file(String name) {
        return TinyModel.resource("configs/" + name + ".json");
    }

    private static DecoderSpec read(String name) throws IOException {
        return Families.read(Config.parse(name, Files.readString(file(name))));
    }

    @Test
    void read_llamaWithoutPositions_offersThoseItWasTrainedOn() throws IOException {
        assertThat(read("llama1-without-max-positions").positions()).isEqualTo(2048);
    }

    @Test
    void exportProgram_qwen2WithAttentionBias_hasBiasesOfInputsAlone(@TempDir Path folder) throws IOException {
        DjlModels.exportProgram(file("qwen2-attention-bias"), folder);
        assertThat(Files.readString(folder.resolve("manifest.json")))
                .contains("q_proj.bias", "k_proj.bias", "v_proj.bias")
                .doesNotContain("o_proj.bias", "mlp.up_proj.bias");
    }

    @Test
    void read_moreLayersThanAnyModelHas_isRefusedBeforeItCostsMemory(@TempDir Path folder) {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read("huge-layers"))
                .withMessageContainingAll("16777216 layers", "fetch the file again");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.exportProgram(file("huge-layers"), folder))
                .withMessageContaining("16777216 layers");
    }

    @Test
    void open_mambaOfItsAuthors_asksForTheirTokenizer(@TempDir Path folder) throws IOException {
        TinyModel.copy("mamba_original", folder);
        assertThat(DjlModels.describe(folder.toString()).family()).isEqualTo("mamba");
        DjlModels.open(folder).close();
        Files.delete(folder.resolve("tokenizer.json"));
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> DjlModels.open(folder))
                .withMessageContainingAll("no tokenizer.json", "EleutherAI/gpt-neox-20b");
    }
}
