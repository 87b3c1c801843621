package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import dev.cram.api.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Model folders as tools and people leave them, against the cross-entropies that transformers computes with them. */
class ReferenceScoresTest {

    private static final double TOLERANCE = 1e-3;

    private record Expected(
            String text,
            int[] ids,

            @SerializedName("cross_entropy_nats_of_tokens_2_to_L")
            float[] nats) {}

    @TestFactory
    Stream<DynamicTest> score_ofEachFolder_agreesWithTransformers() throws IOException {
        Path all = TinyModel.resource("configs");
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(folder -> Files.exists(folder.resolve("expected.json"))).sorted().toList().stream()
                    .map(folder -> dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        Expected expected = new Gson().fromJson(Files.readString(folder.resolve("expected.json")), Expected.class);
        try (FrozenModel model = DjlModels.open(folder)) {
            int[] ids = model.encode(expected.text());
            assertThat(ids).containsExactly(expected.ids());
            float[] found = model.score(ids).crossEntropyNats();
            assertThat(expected.nats()).hasSize(ids.length - 1);
            for (int i = 1; i < ids.length; i++) {
                assertThat((double) found[i])
                        .as("token %s", i + 1)
                        .isCloseTo(expected.nats()[i - 1], within(TOLERANCE));
            }
        }
    }
}
