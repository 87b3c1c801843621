package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.djl.internal.machine.TorchEngine;
import dev.cram.model.ModelException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A Java of its own in which PyTorch does not start, and what is said to help. */
class MissingNativesTest {

    private static final String SERVICES = "META-INF/services/ai.djl.engine.EngineProvider";

    @TempDir
    private Path folder;

    @Test
    void open_withoutNatives_isRefusedWithCure() throws Exception {
        assertThat(open(classPath(entry -> !entry.contains("pytorch-native")), folder))
                .contains("refused: ", "pytorch-native-cpu", "classifier");
    }

    @Test
    void open_jarsPackedIntoOneWithoutMerging_namesTheServiceFile() throws Exception {
        Path packed = folder.resolve("engine.jar");
        for (String entry : entries()) {
            if (entry.contains("pytorch-engine")) {
                copyWithoutServices(Path.of(entry), packed);
            }
        }
        assertThat(packed).exists();
        String others = classPath(entry -> !entry.contains("pytorch-engine"));
        assertThat(open(others + File.pathSeparator + packed, folder))
                .contains("refused: ", SERVICES, "ServicesResourceTransformer", "mergeServiceFiles")
                .doesNotContain("pytorch-native-cpu");
    }

    @Test
    void open_cacheThatCannotBeWritten_namesIt() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(open(classPath(entry -> true), file.resolve("cache")))
                .contains("refused: ", file.resolve("cache").toString(), "cannot be unpacked", "DJL_CACHE_DIR")
                .doesNotContain("pytorch-native-cpu");
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, DJL_CACHE_DIR",
        "There is not enough space on the disk, DJL_CACHE_DIR",
        "Disk quota exceeded, DJL_CACHE_DIR",
        "'/x: Read-only file system', DJL_CACHE_DIR",
        "Connection refused, pytorch-native-cpu",
        "libcuda.so.1: cannot open shared object file, NVIDIA driver",
        "/lib64/libc.so.6: version `GLIBC_2.28' not found, glibc 2.28",
    })
    void cure_ofEachReason_isItsOwn(String reason, String cure) {
        assertThat(TorchEngine.cure(new IOException(reason))).contains(cure);
    }

    private static List<String> entries() {
        return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String classPath(Predicate<String> filter) {
        return entries().stream().filter(filter).collect(Collectors.joining(File.pathSeparator));
    }

    private static void copyWithoutServices(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from);
                ZipInputStream read = new ZipInputStream(in);
                OutputStream out = Files.newOutputStream(to);
                ZipOutputStream written = new ZipOutputStream(out)) {
            for (ZipEntry entry = read.getNextEntry(); entry != null; entry = read.getNextEntry()) {
                if (!entry.getName().equals(SERVICES)) {
                    written.putNextEntry(new ZipEntry(entry.getName()));
                    read.transferTo(written);
                }
            }
        }
    }

    private static String open(String classPath, Path cache) throws Exception {
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
        return output;
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
