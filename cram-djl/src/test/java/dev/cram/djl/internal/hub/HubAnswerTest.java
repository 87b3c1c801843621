package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.ModelException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals, delays and redirects, with and without a token. */
class HubAnswerTest extends HubTestCase {

    private static final String TOKEN = "hf_secret";

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void folder_noAccess_namesTheTokenAndTheGate(int status) {
        remote.fault("LIST main", Fault.status(status, "X-Error-Code", "GatedRepo", "X-Error-Message", "Be asked in"));

        refusal(ID).hasMessageContainingAll(REPOSITORY, "HTTP " + status, "Be asked in", "gated", "HF_TOKEN");
    }

    @Test
    void folder_noAccessToAFile_namesIt() {
        remote.fault("HUB HEAD " + WEIGHTS, Fault.status(403));

        refusal(ID).hasMessageContainingAll(WEIGHTS, "HTTP 403", "HF_TOKEN");
    }

    @Test
    void folder_noAccessButCached_isStillRefused() {
        open(ID);
        remote.fault("LIST main", Fault.status(401));

        refusal(ID).hasMessageContainingAll(REPOSITORY, "HTTP 401");
    }

    @Test
    void folder_noSuchRepository_isNamed() {
        refusal(new HubId("tester/nothing", "main", ""))
                .hasMessageContainingAll("tester/nothing", "no model", remote.endpoint(), "folder");
    }

    @Test
    void folder_noSuchRevision_isNamed() {
        refusal(new HubId(REPOSITORY, "v9", "")).hasMessageContainingAll(REPOSITORY, "'v9'", "revision");
    }

    @Test
    void folder_noSuchFile_isNamed() {
        remote.fault("HEAD tokenizer.json", Fault.status(404, "X-Error-Code", "EntryNotFound"));

        refusal(ID).hasMessageContainingAll("tokenizer.json", REPOSITORY, "HTTP 404");
    }

    @Test
    void folder_tooManyRequests_waitsAsAsked() {
        remote.fault("LIST main", Fault.status(429, "Retry-After", "7"));
        remote.fault("GET " + WEIGHTS, Fault.status(429, "Retry-After", "90"));

        assertHolds(open(ID), WEIGHTS);
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(90));
    }

    @Test
    void folder_tooManyRequests_waitsUntilADate() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(60));
        remote.fault("LIST main", Fault.status(429, "Retry-After", date));

        open(ID);
        assertThat(waits)
                .singleElement()
                .satisfies(wait -> assertThat(wait.toSeconds()).isBetween(40L, 60L));
    }

    @Test
    void folder_tooLongAWait_isAnError() {
        remote.fault("LIST main", Fault.status(429, "Retry-After", "3600"));

        refusal(ID).hasMessageContainingAll("3600 s", "HTTP 429");
        assertThat(waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void folder_downForAMoment_triesAgain(int status) {
        remote.fault("LIST main", Fault.status(status));
        remote.fault("HEAD config.json", Fault.status(status), Fault.status(status));
        remote.fault("GET " + WEIGHTS, Fault.status(status));

        assertHolds(open(ID), WEIGHTS);
        assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 1L, 2L, 1L);
    }

    @Test
    void folder_downForLong_isAnError() {
        remote.fault("LIST main", FakeHub.often(Fault.status(503)));

        refusal(ID).hasMessageContainingAll("Cannot ask the hub", REPOSITORY, "HTTP 503");
        assertThat(waits).hasSize(3);
    }

    @Test
    void folder_redirectToAnotherServer_keepsTheTokenHome() {
        environment.put("HF_TOKEN", TOKEN);

        assertHolds(open(ID), WEIGHTS);

        assertThat(remote.requests())
                .hasSizeGreaterThan(8)
                .allSatisfy(request -> assertThat(request.authorization())
                        .isEqualTo(request.port() == remote.storePort() ? "null" : "Bearer " + TOKEN));
        assertThat(remote.requests()).anyMatch(request -> request.port() == remote.storePort());
    }

    @Test
    void folder_redirectOnTheHub_isFollowedWithTheToken() {
        environment.put("HF_TOKEN", TOKEN);
        String moved = "/" + REPOSITORY + "/resolve/" + FakeHub.COMMIT + "/config.json";
        remote.fault("HEAD config.json", Fault.status(307, "Location", moved));
        remote.fault("GET config.json", Fault.status(307, "Location", moved));

        assertHolds(open(ID), "config.json");
        assertThat(remote.requests())
                .filteredOn(request -> request.what().endsWith(" config.json"))
                .hasSize(4)
                .allMatch(request -> request.authorization().equals("Bearer " + TOKEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/hosts", "ftp://127.0.0.1/x", "http:", "::", "/%"})
    void folder_redirectToNoAddress_isRefused(String target) {
        remote.fault("GET config.json", FakeHub.often(Fault.status(302, "Location", target)));

        refusal(ID).hasMessageContainingAll("config.json", "redirects", target);
    }

    @Test
    void folder_redirectsForever_isRefused() {
        String self = "/" + REPOSITORY + "/resolve/" + FakeHub.COMMIT + "/config.json";
        remote.fault("GET config.json", FakeHub.often(Fault.status(302, "Location", self)));

        refusal(ID).hasMessageContainingAll("config.json", "redirects more than 10 times");
    }

    @Test
    void folder_tokenFromFile_isSent() throws java.io.IOException {
        environment.put(
                "HF_TOKEN_PATH",
                java.nio.file.Files.writeString(temporary.resolve("token"), TOKEN + "\n")
                        .toString());

        open(ID);

        assertThat(remote.requests().get(0).authorization()).isEqualTo("Bearer " + TOKEN);
    }

    @Test
    void folder_noHub_saysSo() {
        remote.fault(
                "LIST main", Fault.content("<html>Log in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        refusal(ID).hasMessageContainingAll(remote.endpoint(), "HF_ENDPOINT");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refusal(HubId id) {
        return assertThatThrownBy(() -> open(id)).isInstanceOf(ModelException.class);
    }
}
