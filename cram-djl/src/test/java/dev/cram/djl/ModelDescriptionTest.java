package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDescriptionTest {

    @TempDir
    private Path folder;

    @Test
    void describe_pocket_isWhatOpens() {
        ModelDescription description = DjlModels.describe("pocket");

        try (FrozenModel model = DjlModels.pocket()) {
            assertThat(description.location()).isEqualTo(model.name());
            assertThat(description.width()).isEqualTo(model.width());
            assertThat(description.vocabularySize()).isEqualTo(model.vocabularySize());
            assertThat(description.positions()).isEqualTo(model.positions());
            assertThat(description.precision()).isEqualTo(model.precision());
        }
        assertThat(description.family()).isEqualTo("llama");
        assertThat(DjlModels.families()).contains("llama");
    }

    @Test
    void describe_separateHead_countsIt() {
        // Counted by hand: width 48, inner 96, 3 layers of 4 heads, 160 tokens, an output head of its own.
        long layer = 4L * 48 * 48 + 3 * 48 * 96 + 2 * 48;
        long expected = 2L * 160 * 48 + 3 * layer + 48;

        ModelDescription description =
                DjlModels.describe(TinyModel.copy("llama", folder).toString());

        assertThat(description.parameters()).isEqualTo(expected);
        assertThat(description.storedParameters()).containsExactly(entry("F32", expected));
        assertThat(description.config())
                .contains(
                        entry("num_hidden_layers", "3"),
                        entry("num_attention_heads", "4"),
                        entry("intermediate_size", "96"),
                        entry("hidden_act", "silu"));
    }

    @ParameterizedTest
    @CsvSource({"llama, <s>", "gemma3, </s>", "qwen2,"})
    void describe_gguf_tellsTheStartToken(String family, @Nullable String expected) {
        String file =
                TinyModel.resource("checkpoints/" + family + "/model.gguf").toString();

        assertThat(DjlModels.describe(file).startToken()).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void describe_damagedWeights_isRefused() {
        TinyModel.edit(
                TinyModel.copy("llama", folder).resolve("config.json"), "\"hidden_size\": 48", "\"hidden_size\": 64");

        assertThatThrownBy(() -> DjlModels.describe(folder.toString()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.embed_tokens.weight");
    }

    @Test
    void forms_areFileNames() {
        assertThat(DjlModels.forms()).contains("model.safetensors", "pytorch_model.bin", ".gguf");
    }
}
