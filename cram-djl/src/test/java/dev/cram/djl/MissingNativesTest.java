package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.api.ModelException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Java of its own without PyTorch's natives. */
class MissingNativesTest {

    @TempDir
    private Path cache;

    @Test
    void open_withoutNatives_isRefusedWithCure() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch-native"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-DDJL_CACHE_DIR=" + cache,
                        "-cp",
                        classPath,
                        Opens.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("refused: ", "pytorch-native-cpu", "classifier");
    }

    /** Opens the built-in model and says what happened. */
    static final class Opens {

        private Opens() {}

        public static void main(String[] args) {
            try {
                DjlModels.pocket().close();
                System.out.println("opened");
            } catch (ModelException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }
}
