package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands that run the examples, as the README gives them. */
class CommandsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/cram/examples");
    private static final Pattern COMMAND = Pattern.compile("cram-examples/java/run (\\w+) \"([^\"]*)\"");

    @Test
    void readme_hasTheCommandOfEveryExample() throws IOException {
        List<String> named = COMMAND.matcher(readme())
                .results()
                .map(command -> command.group(1))
                .toList();
        try (Stream<Path> files = Files.list(SOURCES)) {
            List<String> examples = files.filter(Files::isRegularFile)
                    .filter(file -> read(file).contains("static void main("))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
            assertThat(named).containsExactlyInAnyOrderElementsOf(examples);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QuickStart, : the old man",
        "VectorsInAFile, bytes hold: the old man",
        "ManyTexts, 3 of 3 texts exact",
        "CustomOptimizer, lion: ",
        "CustomEngine, cram",
        "CapacityOfOneText, 'tokens  exact'"
    })
    void command_ofAnExample_isInItsSourceAndRuns(String example, String printed) throws Exception {
        Matcher command = COMMAND.matcher(readme());
        assertThat(command.results().filter(found -> found.group(1).equals(example)))
                .singleElement()
                .satisfies(found -> {
                    assertThat(SOURCES.resolve(example + ".java")).content().contains(found.group());
                    assertThat(run(example, found.group(2))).contains(printed);
                });
    }

    private static String run(String example, String text) throws ReflectiveOperationException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Class.forName("dev.cram.examples." + example)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[] {text});
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String readme() {
        return read(Path.of("README.md"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
