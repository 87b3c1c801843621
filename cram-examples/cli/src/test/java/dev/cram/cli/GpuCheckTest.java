package dev.cram.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.cli.terminal.ExitCode;
import dev.cram.djl.DjlModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The check for a GPU machine without Java: the bundle that it carries, and its dry run where there is a Python with
 * PyTorch, as {@code .ci/run} sees to. Where there is none, cram-djl's ExportedProgramTest has done what the dry run does
 * to the goldens, with the same files and calls, and the script is at least compiled by whatever Python there is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GpuCheckTest {

    private static final Path HERE = Path.of("../research/gpu-check");
    private static final Path GOLDENS = Path.of("../../cram-djl/src/test/resources/goldens");
    private static final long LARGEST_BUNDLE = 60L << 20;

    private Path folder = Path.of("");
    private Path bundle = Path.of("");
    private List<String> families = List.of();

    /** What the script {@code bundle} does, in this process. */
    @BeforeAll
    void makeBundle(@TempDir Path temporary) throws IOException {
        folder = temporary;
        Matcher named = Pattern.compile("for family in (.*); do").matcher(Files.readString(HERE.resolve("bundle")));
        assertThat(named.find()).isTrue();
        families = Arrays.asList(named.group(1).split(" "));
        bundle = Files.createDirectory(folder.resolve("bundle"));
        export("--texts", HERE.resolve("texts.txt"), "--tokens", 16, "--samples", 20, "-o", bundle.resolve("pocket"));
        Files.move(bundle.resolve("pocket/texts.json"), bundle.resolve("texts.json"));
        for (String family : families) {
            Path out = bundle.resolve("goldens").resolve(family);
            export("--model", GOLDENS.resolve(family), "-o", out);
            for (String file : List.of("golden.safetensors", "config.json")) {
                Files.copy(GOLDENS.resolve(family).resolve(file), out.resolve(file));
            }
        }
        export("--config", HERE.resolve("llama-3.2-1b.json"), "-o", bundle.resolve("llama-3.2-1b"));
        Files.copy(HERE.resolve("llama-3.2-1b.json"), bundle.resolve("llama-3.2-1b/config.json"));
    }

    private static void export(Object... args) {
        Object[] words =
                Stream.concat(Stream.of("export-program"), Stream.of(args)).toArray();
        Cli.Result result = Cli.run(words);
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void bundle_has_oneGoldenOfEachFamily() {
        assertThat(families)
                .containsAll(DjlModels.families().stream()
                        .filter(family -> !family.equals("gemma3")) // is gemma3_text, with images
                        .toList());
    }

    @Test
    void bundle_isSmallEnoughToCarry() throws IOException {
        try (Stream<Path> files = Files.walk(bundle)) {
            assertThat(files.mapToLong(file ->
                                    file.toFile().isFile() ? file.toFile().length() : 0)
                            .sum())
                    .isLessThan(LARGEST_BUNDLE);
        }
    }

    @Test
    void check_whateverPythonThereIs_passesItsDryRunOrCompiles() throws Exception {
        Optional<String> withTorch = python("import torch");
        if (withTorch.isPresent()) {
            Path result = folder.resolve("result.json");
            String said = run(
                    withTorch.get(),
                    "../research/gpu-check/check.py",
                    bundle.toString(),
                    "--dry-run",
                    "--out",
                    result.toString());
            assertThat(result).as(said).exists();
            assertThat(result).content().as(said).contains("\"passed\": true,\n  \"dryRun\": true");
        } else if (python("pass").isPresent()) {
            String source =
                    "compile(open('../research/gpu-check/check.py').read(), 'check.py', 'exec'); print('compiles')";
            assertThat(run(python("pass").get(), "-c", source)).contains("compiles");
        }
        assertThat(HERE.resolve("check.py")).content().contains("program.pt", "weights.safetensors", "manifest.json");
    }

    /** A Python that can run a line: the one that the environment variable CRAM_PYTHON names, or else python3. */
    private static Optional<String> python(String line) {
        return Stream.of(Optional.ofNullable(System.getenv("CRAM_PYTHON")).orElse("python3"))
                .filter(python -> {
                    try {
                        return !run(python, "-c", line + "; print('it runs')").contains("Error");
                    } catch (UncheckedIOException e) {
                        return false;
                    }
                })
                .findFirst();
    }

    private static String run(String... command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
