package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Downloads that break on the way, or bring something else. */
class HubDownloadFaultTest extends HubTestCase {

    private static final String GET = "GET " + WEIGHTS;

    @Test
    void folder_cutConnection_goesOnWhereItBroke() {
        remote.fault(GET, Fault.cut(1_000), Fault.cut(50_000));

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("null", "bytes=1000-", "bytes=51000-");
    }

    @Test
    void folder_manyCutsWithProgress_isPatient() {
        for (int i = 0; i < 20; i++) {
            remote.fault(GET, Fault.cut(5_000));
        }

        assertHolds(open(ID), WEIGHTS);
        assertThat(waits).hasSize(20).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void folder_cutForever_keepsWhatCameForTheNextOpen() {
        remote.fault(GET, Fault.cut(7_000)).fault(GET, FakeHub.often(Fault.cut(0)));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("Cannot download", WEIGHTS, REPOSITORY, "again");
        assertThat(partial()).hasSize(7_000);
        assertThat(blob(WEIGHTS)).doesNotExist();
        assertThat(repository().resolve("refs")).doesNotExist();
        assertThat(waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
        remote.clearFaults();
        remote.forget();

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("bytes=7000-");
        assertThat(partial()).doesNotExist();
    }

    @Test
    void folder_serverIgnoresRange_startsOver() {
        remote.fault(GET, Fault.cut(1_000), Fault.IGNORES_RANGE);

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("null", "bytes=1000-");
    }

    @Test
    void folder_wrongContentRange_startsOver() {
        remote.fault(GET, Fault.cut(1_000), (exchange, content) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 500-599/" + content.length);
            exchange.sendResponseHeaders(206, 100);
            exchange.getResponseBody().write(content, 500, 100);
        });

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("null", "bytes=1000-", "null");
    }

    @Test
    void folder_rangeRefused_startsOver() {
        remote.fault(GET, Fault.cut(1_000), Fault.status(416));

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("null", "bytes=1000-", "null");
    }

    @Test
    void folder_silentServer_triesAgain() {
        remote.fault(GET, Fault.silent(2_000, 60_000));

        assertHolds(hub(Duration.ofMillis(500)).model(ID, folder -> {}), WEIGHTS);
        assertThat(ranges()).containsExactly("null", "bytes=2000-");
    }

    @Test
    void folder_wrongContentOnce_fetchesItAgain() {
        remote.fault(GET, Fault.content(changed()));

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("null", "null");
    }

    @Test
    void folder_wrongContent_isRefused() {
        remote.fault(GET, FakeHub.often(Fault.content(changed())));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("hash", WEIGHTS, Hashes.sha256(remote.content(WEIGHTS)));
        assertThat(blob(WEIGHTS)).doesNotExist();
        assertThat(partial()).doesNotExist();
        assertThat(snapshot().resolve(WEIGHTS)).doesNotExist();
    }

    @Test
    void folder_wrongContentOfASmallFile_isRefused() {
        remote.fault("GET config.json", FakeHub.often(Fault.content(new byte[remote.content("config.json").length])));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("hash", "config.json");
        assertThat(blob("config.json")).doesNotExist();
    }

    @Test
    void folder_tooManyBytes_isRefused() {
        byte[] more = Arrays.copyOf(remote.content(WEIGHTS), remote.content(WEIGHTS).length + 1);
        remote.fault(GET, FakeHub.often(Fault.content(more)));

        assertThatThrownBy(() -> open(ID))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll("more than", WEIGHTS);
        assertThat(blob(WEIGHTS)).doesNotExist();
    }

    @Test
    void folder_tooFewBytes_isRefused() {
        byte[] fewer = Arrays.copyOf(remote.content(WEIGHTS), 10);
        remote.fault(GET, FakeHub.often(Fault.content(fewer)));

        assertThatThrownBy(() -> open(ID)).isInstanceOf(ModelException.class).hasMessageContaining(WEIGHTS);
        assertThat(blob(WEIGHTS)).doesNotExist();
    }

    @Test
    void folder_foreignPartialFile_isReplaced() throws IOException {
        Files.createDirectories(partial().getParent());
        Files.write(partial(), new byte[3_000]);

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("bytes=3000-", "null");
    }

    @Test
    void folder_partialFileTooLong_isReplaced() throws IOException {
        Files.createDirectories(partial().getParent());
        Files.write(partial(), new byte[remote.content(WEIGHTS).length + 5]);

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).containsExactly("null");
    }

    @Test
    void folder_partialFileComplete_isChecked() throws IOException {
        Files.createDirectories(partial().getParent());
        Files.write(partial(), remote.content(WEIGHTS));

        assertHolds(open(ID), WEIGHTS);
        assertThat(ranges()).isEmpty();
    }

    @Test
    void folder_interrupted_stopsAtOnceAndSaysSo() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> open(ID)).isInstanceOf(ModelException.class).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private byte[] changed() {
        byte[] content = remote.content(WEIGHTS).clone();
        content[content.length / 2] ^= 1;
        return content;
    }

    private List<String> ranges() {
        return remote.requests().stream()
                .filter(request -> request.what().equals(GET))
                .map(FakeHub.Request::range)
                .toList();
    }
}
