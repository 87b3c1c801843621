package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What lies in the cache, and what of it is used again. */
class HubCacheLayoutTest extends HubTestCase {

    private static final List<String> NEEDED =
            List.of("config.json", "tokenizer.json", "tokenizer_config.json", WEIGHTS);

    @Test
    void folder_emptyCache_hasTheStandardLayout() throws IOException {
        Path folder = open(ID);

        assertThat(folder).isEqualTo(snapshot());
        Map<String, String> expected = new HashMap<>();
        String root = "models--tester--tiny-llama/";
        for (String name : NEEDED) {
            String hash = Hashes.of(name, remote.content(name));
            expected.put(root + "blobs/" + hash, "");
            expected.put(root + "snapshots/" + FakeHub.COMMIT + "/" + name, " -> ../../blobs/" + hash);
            assertHolds(folder, name);
        }
        expected.put(root + "refs/main", "");
        assertThat(tree()).isEqualTo(expected);
        assertThat(repository().resolve("refs/main")).hasContent(FakeHub.COMMIT);
        assertThat(cache().resolve(".locks/models--tester--tiny-llama")
                        .resolve(Hashes.of(WEIGHTS, remote.content(WEIGHTS)) + ".lock"))
                .exists();
    }

    @Test
    void folder_withoutLinks_copies() {
        environment.put("HF_HUB_DISABLE_SYMLINKS", "1");

        Path folder = open(ID);

        for (String name : NEEDED) {
            assertThat(folder.resolve(name)).isRegularFile();
            assertThat(Files.isSymbolicLink(folder.resolve(name))).isFalse();
            assertHolds(folder, name);
        }
    }

    @Test
    void folder_secondOpen_onlyAsksForTheCommit() {
        open(ID);
        remote.forget();

        assertThat(open(ID)).isEqualTo(snapshot());
        assertThat(remote.asked()).containsExactly("LIST main");
    }

    @Test
    void folder_pinnedAndThere_asksNothing() {
        open(PINNED);
        assertThat(repository().resolve("refs")).doesNotExist();
        remote.forget();

        assertThat(open(PINNED)).isEqualTo(snapshot());
        assertThat(remote.asked()).isEmpty();
    }

    @Test
    void folder_branchMoved_getsOnlyWhatChanged() {
        open(ID);
        String next = "f".repeat(40);
        remote.revision("main", next).file("config.json", "{\"model_type\":\"llama\"}");
        remote.forget();

        Path folder = open(ID);

        assertThat(folder.getFileName()).hasToString(next);
        NEEDED.forEach(name -> assertHolds(folder, name));
        assertThat(remote.asked()).filteredOn(what -> what.startsWith("GET")).containsExactly("GET config.json");
        assertThat(repository().resolve("refs/main")).hasContent(next);
    }

    @Test
    void folder_branchWithSlash_keepsItsRef() {
        remote.revision("refs/pr/1", FakeHub.COMMIT);

        open(new HubId(REPOSITORY, "refs/pr/1", ""));

        assertThat(repository().resolve("refs/refs/pr/1")).hasContent(FakeHub.COMMIT);
    }

    @Test
    void folder_linkWithoutBlob_downloadsAgain() throws IOException {
        open(PINNED);
        Files.delete(blob(WEIGHTS));

        assertHolds(open(PINNED), WEIGHTS);
    }

    @Test
    void folder_truncatedBlob_downloadsAgain() throws IOException {
        open(ID);
        Files.write(blob(WEIGHTS), new byte[100]);

        assertHolds(open(ID), WEIGHTS);
    }

    @Test
    void folder_damagedRef_asksAgain() throws IOException {
        open(ID);
        Files.writeString(repository().resolve("refs/main"), "../../elsewhere");

        assertThat(open(ID)).isEqualTo(snapshot());
        assertThat(repository().resolve("refs/main")).hasContent(FakeHub.COMMIT);
    }

    @Test
    void folder_cacheIsAFile_namesItAndTheVariable() throws IOException {
        Files.writeString(cache(), "no folder");

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(cache().toString(), "HF_HUB_CACHE");
    }
}
