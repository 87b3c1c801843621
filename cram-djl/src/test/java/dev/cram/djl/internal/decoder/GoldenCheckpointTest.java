package dev.cram.djl.internal.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.Device;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.SafetensorsEdit;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small random models of every family against what Hugging Face transformers computed with them. The system property
 * {@code cram.goldens} names another folder of cases.
 */
class GoldenCheckpointTest {

    private static final int CASES = 47;

    private static Path folder() {
        String given = System.getProperty("cram.goldens");
        return given == null ? TinyModel.golden("llama").resolveSibling("") : Path.of(given);
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> folders = Files.list(folder())) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void folder_hasAllCases() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(CASES);
    }

    @TestFactory
    Stream<DynamicTest> decoder_ofEachCase_agreesWithTransformers() throws IOException {
        return cases().stream().map(folder -> dynamicTest(name(folder), () -> GoldenCheck.run(folder)));
    }

    @TestFactory
    Stream<DynamicTest> decoder_checkpointing_agreesWithTransformers() throws IOException {
        Execution checkpointing = new Execution(Device.cpu(), Precision.FLOAT32, true);
        return cases().stream().map(folder -> dynamicTest(name(folder), () -> GoldenCheck.run(folder, checkpointing)));
    }

    @TestFactory
    Stream<DynamicTest> decoder_ofEachCaseWithOneWeightAltered_differs(@TempDir Path copies) throws IOException {
        return cases().stream()
                .map(folder -> dynamicTest(name(folder) + ", one weight altered", () -> {
                    Path copy = Files.createDirectory(copies.resolve(name(folder)));
                    for (String file : List.of("config.json", "model.safetensors", "golden.safetensors")) {
                        Files.copy(folder.resolve(file), copy.resolve(file));
                    }
                    SafetensorsEdit.addToLastMatrix(copy.resolve("model.safetensors"), ".1.", 1);
                    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> GoldenCheck.run(copy));
                }));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }
}
