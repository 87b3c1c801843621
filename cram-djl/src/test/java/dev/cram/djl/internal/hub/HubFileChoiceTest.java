package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are downloaded, and in which order. */
class HubFileChoiceTest extends HubTestCase {

    private static final String INDEX = "model.safetensors.index.json";
    private static final String SHARD_1 = "model-00001-of-00002.safetensors";
    private static final String SHARD_2 = "model-00002-of-00002.safetensors";

    @Test
    void folder_allForms_getsOnlySafetensors() {
        remote.file("tf_model.h5", "x").file(INDEX, index(SHARD_1)).file("model.gguf", "x");

        open(ID);

        assertThat(downloads()).containsExactly("config.json", "tokenizer.json", "tokenizer_config.json", WEIGHTS);
    }

    @Test
    void folder_shards_getsThoseOfTheIndex() {
        remote.without(WEIGHTS)
                .file(INDEX, index(SHARD_1, SHARD_2, SHARD_1))
                .file(SHARD_1, "one")
                .file(SHARD_2, "two")
                .file("model-00003-of-00003.safetensors", "stray");

        Path folder = open(ID);

        assertThat(downloads()).endsWith(INDEX, SHARD_1, SHARD_2).doesNotContain("model-00003-of-00003.safetensors");
        assertHolds(folder, SHARD_2);
        remote.forget();
        open(PINNED);
        assertThat(remote.asked()).isEmpty();
    }

    @Test
    void folder_oneShardGone_getsIt() throws java.io.IOException {
        remote.without(WEIGHTS)
                .file(INDEX, index(SHARD_1, SHARD_2))
                .file(SHARD_1, "one")
                .file(SHARD_2, "two");
        open(ID);
        java.nio.file.Files.delete(blob(SHARD_2));
        remote.forget();

        assertHolds(open(PINNED), SHARD_2);
        assertThat(downloads()).containsExactly(SHARD_2);
    }

    @Test
    void folder_olderTokenizer_getsWhatCountsBesideIt() {
        remote.without("tokenizer.json")
                .file("vocab.json", "vocabulary")
                .file("merges.txt", "merges")
                .file("added_tokens.json", "added")
                .file("special_tokens_map.json", "special");

        open(ID);

        assertThat(downloads())
                .containsExactly(
                        "config.json",
                        "vocab.json",
                        "merges.txt",
                        "tokenizer_config.json",
                        "added_tokens.json",
                        "special_tokens_map.json",
                        WEIGHTS);
    }

    @Test
    void folder_sentencePieceAlone_getsIt() {
        remote.without("tokenizer.json").file("tokenizer.model", "pieces");

        open(ID);

        assertThat(downloads()).containsExactly("config.json", "tokenizer.model", "tokenizer_config.json", WEIGHTS);
    }

    @Test
    void folder_onlyPytorch_getsIt() {
        remote.without(WEIGHTS).file("pytorch_model.bin", "weights");

        assertHolds(open(ID), "pytorch_model.bin");
        assertThat(downloads()).endsWith("pytorch_model.bin");
    }

    @Test
    void folder_pytorchShards_getsThem() {
        remote.without(WEIGHTS)
                .without("pytorch_model.bin")
                .file("pytorch_model.bin.index.json", index("pytorch_model-00001-of-00001.bin"))
                .file("pytorch_model-00001-of-00001.bin", "weights");

        open(ID);

        assertThat(downloads()).endsWith("pytorch_model.bin.index.json", "pytorch_model-00001-of-00001.bin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "tokenizer.json", WEIGHTS})
    void folder_neededFileMissing_namesItBeforeAnyDownload(String name) {
        remote.without("pytorch_model.bin").without(name).file("model-q4.onnx", "x");

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(REPOSITORY, name, "model-q4.onnx");
        assertThat(remote.asked()).containsExactly("LIST main");
    }

    @Test
    void folder_checkRefuses_savesTheWeights() {
        Hub hub = hub();

        assertThatThrownBy(() -> hub.model(ID, folder -> {
                    assertHolds(folder, "config.json");
                    throw new ModelException("unsupported");
                }))
                .hasMessage("unsupported");
        assertThat(downloads()).contains("tokenizer.json").doesNotContain(WEIGHTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../evil.bin", "/etc/evil", "sub/evil.bin", "..", "", "a\\b.bin"})
    void folder_indexNamesNoFile_isRefused(String name) {
        remote.without(WEIGHTS).file(INDEX, index(name));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(INDEX, "'" + name + "'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"weight_map\":{}}", "{\"weight_map\":[1]}", "{\"weight_map\":{\"a\":{}}}", "{"
            })
    void folder_damagedIndex_isRefused(String json) {
        remote.without(WEIGHTS).file(INDEX, json);

        assertThatThrownBy(() -> open(ID)).isInstanceOf(ModelException.class).hasMessageContainingAll(INDEX, "damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"sha\":\"main\",\"siblings\":[]}", "{\"sha\":\"../..\",\"siblings\":[]}"})
    void folder_damagedListing_isRefused(String json) {
        remote.fault("LIST main", Fault.content(json.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> open(ID)).isInstanceOf(ModelException.class).hasMessageContaining("HF_ENDPOINT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"../../evil\"", "\"abc\""})
    void folder_noHash_isRefused(String etag) {
        remote.fault(
                "HEAD config.json",
                Fault.status(200, "ETag", etag, "X-Repo-Commit", FakeHub.COMMIT, "X-Linked-Size", "5"));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("config.json", "HF_ENDPOINT");
    }

    @Test
    void folder_redirectWithoutHash_isRefused() {
        remote.fault(
                "HUB HEAD " + WEIGHTS,
                Fault.status(
                        302,
                        "Location",
                        "http://localhost:" + remote.storePort() + "/store/x",
                        "ETag",
                        Hashes.git(new byte[0]),
                        "X-Repo-Commit",
                        FakeHub.COMMIT));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(WEIGHTS, "hash and size", "HF_ENDPOINT");
    }

    @Test
    void folder_fileOfAnotherCommit_isRefused() {
        remote.fault(
                "HEAD config.json",
                Fault.status(
                        200, "X-Linked-Etag", Hashes.git(new byte[0]), "X-Linked-Size", "0", "X-Repo-Commit", "x"));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("config.json", "commit 'x'");
    }

    private List<String> downloads() {
        return remote.asked().stream()
                .filter(what -> what.startsWith("GET "))
                .map(what -> what.substring("GET ".length()))
                .toList();
    }

    private static String index(String... shards) {
        StringBuilder map = new StringBuilder();
        for (int i = 0; i < shards.length; i++) {
            map.append(i == 0 ? "" : ",")
                    .append("\"t")
                    .append(i)
                    .append("\":\"")
                    .append(shards[i].replace("\\", "\\\\"))
                    .append('"');
        }
        return "{\"metadata\":{},\"weight_map\":{" + map + "}}";
    }
}
