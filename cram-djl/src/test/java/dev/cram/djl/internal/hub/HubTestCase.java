package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.TinyModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fake hub with a tiny model, an empty cache, and a hub client that does not really wait. */
abstract class HubTestCase {

    static final String REPOSITORY = "tester/tiny-llama";
    static final HubId ID = new HubId(REPOSITORY, "main", "");
    static final HubId PINNED = new HubId(REPOSITORY, FakeHub.COMMIT, "");
    static final String WEIGHTS = "model.safetensors";

    @TempDir
    Path temporary;

    final FakeHub remote = new FakeHub(REPOSITORY);
    final Map<String, String> environment = new HashMap<>();
    final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void publish() throws IOException {
        Path model = TinyModel.copy("llama", Files.createDirectory(temporary.resolve("model")));
        for (String name : List.of("config.json", "tokenizer.json", WEIGHTS)) {
            remote.file(name, Files.readAllBytes(model.resolve(name)));
        }
        remote.file("tokenizer_config.json", "{}").file("README.md", "# tiny").file("pytorch_model.bin", "unused");
        environment.put("HF_ENDPOINT", remote.endpoint());
        environment.put("HF_HUB_CACHE", cache().toString());
        environment.put("HF_TOKEN_PATH", temporary.resolve("no-token").toString());
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    Path cache() {
        return temporary.resolve("hub");
    }

    Path repository() {
        return cache().resolve("models--tester--tiny-llama");
    }

    Path blob(String name) {
        return repository().resolve("blobs").resolve(Hashes.of(name, remote.content(name)));
    }

    Path partial() {
        return repository().resolve("blobs").resolve(blob(WEIGHTS).getFileName() + ".incomplete");
    }

    Path snapshot() {
        return repository().resolve("snapshots").resolve(FakeHub.COMMIT);
    }

    Hub hub() {
        return hub(Duration.ofSeconds(20));
    }

    Hub hub(Duration stall) {
        return new Hub(HubSettings.of(environment), new RetryPolicy(4, Duration.ofSeconds(1), stall, waits::add));
    }

    Path open(HubId id) {
        return hub().model(id, folder -> {});
    }

    /** Everything in the cache but locks: files, and links with their targets. */
    Map<String, String> tree() {
        try (Stream<Path> files = Files.walk(cache())) {
            Map<String, String> tree = new HashMap<>();
            for (Path file : files.filter(path -> !Files.isDirectory(path)).toList()) {
                String target = Files.isSymbolicLink(file) ? " -> " + Files.readSymbolicLink(file) : "";
                tree.put(cache().relativize(file).toString(), target);
            }
            tree.keySet().removeIf(name -> name.startsWith(".locks"));
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asserts that a folder holds a file as the hub has it. */
    void assertHolds(Path folder, String name) {
        assertThat(folder.resolve(name)).hasBinaryContent(remote.content(name));
    }
}
