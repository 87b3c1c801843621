package dev.cram.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles and runs the snippet that the README shows. */
class ReadmeTest {

    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final Pattern LINK = Pattern.compile("\\]\\(((?!https?:)[^)#]+)\\)");

    /** The snippet begins with {@code try (} and leaves what was read back in {@code back}. */
    private static final String PROGRAM = """
            import dev.cram.*;
            import dev.cram.memory.*;
            import dev.cram.model.*;
            import dev.cram.djl.*;
            import java.nio.file.*;

            public class Snippet {
                public static String run(String text) throws Exception {
            %s
                }
            }
            """;

    @TempDir
    Path classes;

    @Test
    void snippet_ofTheReadme_returnsTheText() throws Exception {
        String body = snippet().stripTrailing();
        assertThat(body).startsWith("try (").endsWith("}").contains(" back = ");
        String returning = body.substring(0, body.length() - 1) + "return back;\n}";
        compile(PROGRAM.formatted(returning));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
            Method run = loader.loadClass("Snippet").getMethod("run", String.class);
            assertThat(run.invoke(null, "the old man")).isEqualTo("the old man");
        }
    }

    /** What a README points to is there, the files of its reading order among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "cram-core/README.md",
                "cram-djl/README.md",
                "cram-examples/README.md",
                "cram-examples/cli/README.md",
                "cram-examples/report/README.md",
                "cram-examples/java/README.md",
                "cram-examples/consumers/README.md",
                "cram-examples/research/README.md",
                "cram-examples/research/optimizers/README.md",
                "cram-examples/research/study-check/README.md",
                "cram-examples/research/config-check/README.md",
                "cram-examples/research/gpu-check/README.md",
                "cram-examples/research/pocket-training/README.md"
            })
    void links_ofAReadme_leadToFiles(String readme) throws IOException {
        Path file = Path.of("../..").resolve(readme);
        Matcher link = LINK.matcher(Files.readString(file));
        while (link.find()) {
            assertThat(file.resolveSibling(link.group(1))).exists();
        }
    }

    private static String snippet() throws IOException {
        Matcher matcher = SNIPPET.matcher(Files.readString(Path.of("../../README.md")));
        assertThat(matcher.find()).as("a java block").isTrue();
        return matcher.group(1);
    }

    private void compile(String source) {
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(file))
                .call();
        assertThat(compiled).as("%s%n%s", errors, source).isTrue();
    }
}
