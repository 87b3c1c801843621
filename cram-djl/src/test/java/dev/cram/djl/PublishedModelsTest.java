package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound models in forms that other tools write, against what Hugging Face transformers computes with them. */
class PublishedModelsTest {

    /** Tokens of a text and what they cost, from the second on. */
    private record Expected(String text, int[] ids, List<Float> cross_entropy_nats_of_tokens_2_to_L) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "olmo2-default-eps",
                "rope-scaling-beside-rope-parameters",
                "tied-flag-with-own-head",
                "tied-only-head-stored",
                "tied-only-head-stored-gpt2",
                "added-tokens",
                "base-class-architecture",
                "float64",
            })
    void open_formOfOtherTools_isTheModel(String name) throws IOException {
        Path folder = TinyModel.resource("published/" + name);
        Expected expected = new Gson().fromJson(Files.readString(folder.resolve("expected.json")), Expected.class);
        try (FrozenModel model = DjlModels.open(folder)) {
            int[] ids = model.encode(expected.text);
            assertThat(ids).containsExactly(expected.ids);
            assertThat(model.decode(ids)).isEqualTo(expected.text);
            float[] found = model.score(ids).crossEntropyNats();
            assertThat(found).hasSize(ids.length);
            for (int i = 1; i < ids.length; i++) {
                assertThat(found[i])
                        .as("token " + i)
                        .isCloseTo(expected.cross_entropy_nats_of_tokens_2_to_L.get(i - 1), within(1e-3f));
            }
        }
    }
}
