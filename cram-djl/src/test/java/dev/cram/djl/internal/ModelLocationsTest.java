package dev.cram.djl.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.djl.DjlModelProvider;
import dev.cram.djl.DjlModels;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Fixtures;
import dev.cram.djl.internal.hub.FakeHub;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import dev.cram.model.ModelOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLocationsTest {

    private static final String ID = "tester/tiny-llama";

    @TempDir
    private Path temporary;

    @Test
    void open_hubId_downloadsAndThenNeedsNoHub() throws IOException {
        Path model = TinyModel.copy("llama", Files.createDirectory(temporary.resolve("model")));
        Map<String, String> environment = new HashMap<>(Map.of("HF_HOME", temporary.toString()));
        try (FakeHub hub = new FakeHub(ID)) {
            publish(hub, model);
            environment.put("HF_ENDPOINT", hub.endpoint());
            assertSame(ID, environment, model);
        }
        environment.put("HF_HUB_OFFLINE", "1");
        assertSame(ID, environment, model);
        assertSame(ID + "@" + FakeHub.COMMIT, environment, model);
    }

    @Test
    void djlModels_hubId_obeysTheEnvironment() throws IOException {
        Path model = TinyModel.copy("llama", Files.createDirectory(temporary.resolve("model")));
        String cache = Objects.requireNonNull(System.getenv("HF_HUB_CACHE"), "set by the build");
        assertThat(System.getenv("HF_HUB_OFFLINE")).isEqualTo("1");
        try (FakeHub hub = new FakeHub(ID)) {
            publish(hub, model);
            ModelLocations.open(ID, Map.of("HF_HUB_CACHE", cache, "HF_ENDPOINT", hub.endpoint()))
                    .close();
        }

        try (FrozenModel found = DjlModels.open(ID);
                FrozenModel provided = new DjlModelProvider().open(ID, ModelOptions.defaults())) {
            assertThat(found.name()).isEqualTo(ID);
            assertThat(provided.fingerprint()).isEqualTo(found.fingerprint());
        }
        assertThatThrownBy(() -> DjlModels.open(ID + "@other"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("HF_HUB_OFFLINE");
    }

    @Test
    void open_ggufOfTheHub() throws IOException {
        Path file = Fixtures.path("qwen2/model.gguf");
        try (FakeHub hub = new FakeHub(ID)) {
            hub.file("tiny-Q4_K_M.gguf", Files.readAllBytes(file)).file("tiny-Q8_0.gguf", new byte[1]);
            Map<String, String> environment = Map.of("HF_HOME", temporary.toString(), "HF_ENDPOINT", hub.endpoint());

            assertSame(ID + ":Q4_K_M", environment, file);
            assertSame("hf.co/" + ID + ":tiny-Q4_K_M.gguf", environment, file);
        }
    }

    @Test
    void open_folderOfOneGguf() throws IOException {
        Path file = Files.copy(Fixtures.path("qwen2/model.gguf"), temporary.resolve("tiny-Q4_K_M.gguf"));
        Files.writeString(temporary.resolve("config.json"), "{}");

        try (Checkpoint folder = ModelLocations.open(temporary);
                Checkpoint expected = ModelLocations.open(file)) {
            assertThat(folder.fingerprint()).isEqualTo(expected.fingerprint());
        }
        Files.copy(file, temporary.resolve("tiny-Q8_0.gguf"));
        assertThatThrownBy(() -> ModelLocations.open(temporary))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("tiny-Q4_K_M.gguf, tiny-Q8_0.gguf", "name one of them");
    }

    private static void publish(FakeHub hub, Path model) throws IOException {
        for (String name : List.of("config.json", "tokenizer.json", "model.safetensors")) {
            hub.file(name, Files.readAllBytes(model.resolve(name)));
        }
    }

    private static void assertSame(String location, Map<String, String> environment, Path folder) {
        try (Checkpoint checkpoint = ModelLocations.open(location, environment);
                FrozenModel found = DjlModelLoader.open(checkpoint, ModelOptions.defaults());
                FrozenModel expected = DjlModels.open(folder)) {
            assertThat(found.name()).isEqualTo(location);
            assertThat(found.fingerprint()).isEqualTo(expected.fingerprint());
            int[] tokens = found.encode("some words");
            assertThat(found.score(tokens).crossEntropyNats())
                    .containsExactly(expected.score(tokens).crossEntropyNats());
        }
    }

    @Test
    void open_unsupportedFamilyOnTheHub_savesTheWeights() {
        try (FakeHub hub = new FakeHub(ID)) {
            hub.file("config.json", "{\"model_type\":\"t5\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .file("tokenizer.json", new byte[] {'{', '}'})
                    .file("model.safetensors", new byte[1000]);
            Map<String, String> environment = Map.of("HF_HOME", temporary.toString(), "HF_ENDPOINT", hub.endpoint());

            assertThatThrownBy(() -> ModelLocations.open(ID, environment))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContainingAll("t5", "llama");
            assertThat(temporary.resolve("hub/models--tester--tiny-llama/snapshots/" + FakeHub.COMMIT))
                    .isDirectoryContaining("glob:**config.json")
                    .isDirectoryNotContaining("glob:**model.safetensors");
        }
    }

    @Test
    void open_existingFolder_winsOverTheHub() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "locations-test"));
        for (String file : List.of("config.json", "model.safetensors", "tokenizer.json")) {
            Files.deleteIfExists(folder.resolve(file));
        }
        TinyModel.copy("llama", folder);

        try (Checkpoint checkpoint = ModelLocations.open("target/locations-test", offline())) {
            assertThat(checkpoint.name()).isEqualTo("target/locations-test");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"./owner/name", "/owner/name", "~/name", "..", "../name", "owner\\name", "x.gguf", "owner/x.GGUF"
            })
    void open_missingPath_isNoHubId(String location) {
        assertThatThrownBy(() -> ModelLocations.open(location.equals("..") ? "../no-such" : location, offline()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no model f")
                .message()
                .doesNotContain("HF_HUB_OFFLINE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b/c", "what is this?", "a@@b", "nul\0"})
    void open_neitherPathNorHubId_listsTheKinds(String location) {
        assertThatThrownBy(() -> ModelLocations.open(location, offline()))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("'" + location + "'", "'pocket'", "folder", "EleutherAI/pythia-160m@main");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner/name", "name", "owner/name@v1"})
    void open_hubIdOffline_namesIt(String location) {
        assertThatThrownBy(() -> ModelLocations.open(location, offline()))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(location, "HF_HUB_OFFLINE");
    }

    private Map<String, String> offline() {
        return Map.of("HF_HUB_OFFLINE", "1", "HF_HUB_CACHE", temporary.toString());
    }
}
