package dev.cram.architecture;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the project, as its poms and module descriptors name them. */
final class House {

    private static final Pattern MODULE = Pattern.compile("<module>(.*?)</module>");
    private static final Pattern EXPORT = Pattern.compile("(?m)^ *exports ([\\w.]+);");

    private House() {}

    /** The folder of the top level's pom. */
    static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("cram-api")))
                .findFirst()
                .orElseThrow();
    }

    /** The folders {@code src/main/java} of all modules. */
    static ImmutableList<Path> mains() {
        return modules(root())
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::exists)
                .collect(toImmutableList());
    }

    private static Stream<Path> modules(Path folder) {
        return Stream.concat(
                Stream.of(folder),
                matches(MODULE, text(folder.resolve("pom.xml")))
                        .flatMap(match -> modules(folder.resolve(match.group(1)))));
    }

    /** The packages that modules export, by name. */
    static ImmutableList<String> exports() {
        return mains().stream()
                .map(main -> main.resolve("module-info.java"))
                .filter(Files::exists)
                .flatMap(descriptor -> matches(EXPORT, text(descriptor)))
                .map(match -> match.group(1))
                .collect(toImmutableList());
    }

    /** The files of the packages that modules export. */
    static ImmutableList<Path> exported() {
        return exports().stream()
                .map(name -> name.replace('.', '/'))
                .flatMap(path -> mains().stream().map(main -> main.resolve(path)))
                .filter(Files::exists)
                .flatMap(folder -> files(folder, 1, ".java").stream())
                .collect(toImmutableList());
    }

    /** All files below a folder whose names end so, but what builds have made. */
    static ImmutableList<Path> below(Path folder, String ending) {
        return files(folder, Integer.MAX_VALUE, ending);
    }

    private static ImmutableList<Path> files(Path folder, int depth, String ending) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("/target/"))
                    .sorted()
                    .collect(toImmutableList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }
}
