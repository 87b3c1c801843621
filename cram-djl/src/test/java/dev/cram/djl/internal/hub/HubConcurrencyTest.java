package dev.cram.djl.internal.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Several at once download a file once. */
class HubConcurrencyTest extends HubTestCase {

    @Test
    void folder_manyThreads_eachGetsTheModel() throws Exception {
        remote.fault("GET " + WEIGHTS, Fault.slow(300));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            Callable<Path> opening = () -> open(ID);
            for (Future<Path> folder :
                    threads.invokeAll(List.of(opening, opening, opening, opening, opening, opening))) {
                assertHolds(folder.get(), WEIGHTS);
            }
        } finally {
            threads.shutdown();
        }
        assertEachDownloadedOnce();
    }

    @Test
    void folder_severalProcesses_eachGetsTheModel() throws Exception {
        remote.fault("GET " + WEIGHTS, Fault.slow(1_500));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start());
        }
        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertHolds(snapshot(), WEIGHTS);
        assertEachDownloadedOnce();
    }

    private Process start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Opener.class.getName());
        builder.environment().putAll(environment);
        builder.environment().remove("HF_HUB_OFFLINE");
        return builder.redirectErrorStream(true)
                .redirectOutput(new File(temporary.toFile(), "log"))
                .start();
    }

    private void assertEachDownloadedOnce() {
        assertThat(remote.asked())
                .filteredOn(what -> what.startsWith("GET"))
                .containsExactlyInAnyOrder(
                        "GET config.json", "GET tokenizer.json", "GET tokenizer_config.json", "GET " + WEIGHTS);
    }

    /** Another process that opens the same model. */
    static final class Opener {

        private Opener() {}

        public static void main(String[] arguments) {
            Hub.of(System.getenv()).model(ID, folder -> {});
        }
    }
}
