package dev.cram.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles every Java snippet of the Javadoc and of the READMEs. */
class SnippetsTest {

    private static final Pattern FENCED = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static final Pattern TAGGED = Pattern.compile("(?m)^ *\\* *(<pre>\\{@code|\\{@snippet.*:)");

    /** A call in a table of a README: of a class, or a step of {@code Cram} or another. */
    private static final Pattern CALL = Pattern.compile("`((?:[A-Z]\\w*)?\\.[a-z]\\w*\\([^`]*\\))`");

    /** What a snippet may name without saying what it is. */
    private static final String GIVEN =
            "FrozenModel model; String location; String text; List<String> texts; MemoryVectors vectors; Path path; int n;";

    @TempDir
    Path classes;

    @ParameterizedTest
    @MethodSource("snippets")
    void snippet_isCompiled(Snippet snippet) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, said, options(), null, List.of(snippet.program()))
                .call();
        assertThat(said.getDiagnostics())
                .filteredOn(found -> found.getKind() == Diagnostic.Kind.ERROR)
                .extracting(snippet::tell)
                .isEmpty();
    }

    @Test
    void snippets_ofReadmeAndJavadoc_areFound() {
        assertThat(snippets())
                .extracting(snippet -> snippet.file().getFileName().toString())
                .contains("README.md", "Cram.java");
    }

    private List<String> options() {
        return List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
    }

    static Stream<Snippet> snippets() {
        return Stream.concat(
                House.below(House.root(), ".md").stream().flatMap(file -> Stream.concat(fenced(file), calls(file))),
                House.below(House.root(), ".java").stream().flatMap(SnippetsTest::tagged));
    }

    private static Stream<Snippet> fenced(Path file) {
        String text = House.text(file);
        return FENCED.matcher(text)
                .results()
                .map(match -> new Snippet(file, line(text, match.start(1)), match.group(1)));
    }

    /** Three dots stand for what a lambda does. */
    private static Stream<Snippet> calls(Path file) {
        if (!file.endsWith("README.md")) {
            return Stream.empty();
        }
        String text = House.text(file);
        return CALL.matcher(text).results().map(call -> {
            String code = call.group(1).replace("...", "{}");
            String whole = (code.startsWith(".") ? "Cram.with(model)" : "") + code + ";";
            return new Snippet(file, line(text, call.start()), whole);
        });
    }

    /** A tag ends where its braces close, as Javadoc counts them. */
    private static Stream<Snippet> tagged(Path file) {
        List<Snippet> snippets = new ArrayList<>();
        String text = House.text(file);
        Matcher tag = TAGGED.matcher(text);
        while (tag.find()) {
            int end = tag.end();
            for (int open = 1; open > 0; end++) {
                open += text.charAt(end) == '{' ? 1 : text.charAt(end) == '}' ? -1 : 0;
            }
            String body = text.substring(tag.end(), end - 1).replaceAll("(?m)^ *\\*", "");
            snippets.add(new Snippet(file, line(text, tag.end()), body));
        }
        return snippets.stream();
    }

    private static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** A snippet that begins in a line of a file: a whole file of Java, or statements. */
    record Snippet(Path file, int line, String code) {

        private static final Pattern WHOLE = Pattern.compile("(?m)^\\s*(package|import) ");

        JavaFileObject program() {
            String program = WHOLE.matcher(code).find()
                    ? code
                    : imports() + " class Snippet { " + GIVEN + " void run() throws Exception { " + code + "\n}}";
            return new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return program;
                }
            };
        }

        private static String imports() {
            return Stream.concat(
                            House.exports().stream(), Stream.of("java.io", "java.nio.file", "java.time", "java.util"))
                    .map(name -> "import " + name + ".*;")
                    .collect(Collectors.joining(" "));
        }

        String tell(Diagnostic<?> found) {
            return this + ", line " + (line + found.getLineNumber() - 1) + ": " + found.getMessage(null);
        }

        @Override
        public String toString() {
            return House.root().relativize(file) + ":" + line;
        }
    }
}
