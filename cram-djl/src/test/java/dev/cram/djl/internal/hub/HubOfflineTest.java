package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Without the hub: by choice, or because it cannot be reached. */
class HubOfflineTest extends HubTestCase {

    @Test
    void folder_offlineAndCached_asksNothing() {
        open(ID);
        remote.forget();
        environment.put("HF_HUB_OFFLINE", "1");

        assertThat(open(ID)).isEqualTo(snapshot());
        assertThat(open(PINNED)).isEqualTo(snapshot());
        assertThat(remote.asked()).isEmpty();
    }

    @Test
    void folder_offlineAndNotCached_saysSo() {
        environment.put("HF_HUB_OFFLINE", "1");

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(REPOSITORY, "HF_HUB_OFFLINE", cache().toString());
        assertThat(remote.asked()).isEmpty();
    }

    @Test
    void folder_offlineAndPartlyCached_saysSo() throws IOException {
        open(ID);
        Files.delete(blob("tokenizer.json"));
        environment.put("HF_HUB_OFFLINE", "yes");

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(REPOSITORY, "HF_HUB_OFFLINE");
    }

    @Test
    void folder_offlineAndOtherRevision_saysSo() {
        open(ID);
        environment.put("HF_HUB_OFFLINE", "true");

        assertThatThrownBy(() -> open(new HubId(REPOSITORY, "v1", "")))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(REPOSITORY + "@v1", "HF_HUB_OFFLINE");
    }

    @Test
    void folder_noConnectionButCached_takesTheCache() {
        open(ID);
        remote.close();

        assertThat(open(ID)).isEqualTo(snapshot());
        assertThat(waits).isEmpty();
    }

    @Test
    void folder_hubDownButCached_takesTheCache() {
        open(ID);
        remote.fault("LIST main", FakeHub.often(Fault.status(503)));

        assertThat(open(ID)).isEqualTo(snapshot());
    }

    @Test
    void folder_noConnectionAndNotCached_saysSo() {
        remote.close();

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("Cannot ask the hub", REPOSITORY, "127.0.0.1", "HF_ENDPOINT");
        assertThat(waits).hasSize(3);
    }
}
