package dev.cram.architecture;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The shape of the main files, in figures; each is printed. */
class ShapeTest {

    private static final ImmutableList<Path> FILES = House.mains().stream()
            .flatMap(main -> House.below(main, ".java").stream())
            .collect(toImmutableList());

    @Test
    void packages_butThatOfTheFamilies_haveAtMostTwentyFiles() {
        Map<String, Long> files = FILES.stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .collect(groupingBy(ShapeTest::packageOf, counting()));
        files.remove("dev.cram.djl.internal.decoder.family");
        print(
                "packages",
                files.size(),
                files.values().stream().mapToLong(n -> n).sorted().toArray());
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(20));
    }

    @Test
    void files_areShort() {
        long[] lines = lines(FILES);
        print("lines of main files", lines.length, lines);
        long[] code = lines(FILES.stream()
                .filter(file -> !file.toString().endsWith("-info.java"))
                .collect(toImmutableList()));
        print("without package-info and module-info", code.length, code);
        assertThat(share(lines, 0.5)).as("median").isLessThanOrEqualTo(65);
        assertThat(share(lines, 0.9)).as("90th percentile").isLessThanOrEqualTo(150);
        assertThat(share(lines, 1)).as("longest").isLessThanOrEqualTo(300);
    }

    /** Over all packages at once: a cycle of packages is one of files, too. */
    @Test
    void files_haveNoCycles() {
        slices().assignedFrom(new OnePerFile())
                .should()
                .beFreeOfCycles()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages("dev.cram"));
    }

    private static long[] lines(ImmutableList<Path> files) {
        return files.stream()
                .mapToLong(file -> House.text(file).lines().count())
                .sorted()
                .toArray();
    }

    private static long share(long[] sorted, double share) {
        return sorted[Math.min((int) (sorted.length * share), sorted.length - 1)];
    }

    private static String packageOf(Path file) {
        String path = file.toString();
        return path.substring(path.indexOf("src/main/java/") + 14, path.lastIndexOf('/'))
                .replace('/', '.');
    }

    private static void print(String what, int count, long[] sorted) {
        System.out.printf(
                Locale.ROOT,
                "%s: %d, median %d, 90th percentile %d, most %d%n",
                what,
                count,
                share(sorted, 0.5),
                share(sorted, 0.9),
                share(sorted, 1));
    }

    private static final class OnePerFile implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return type.getSource()
                    .flatMap(Source::getFileName)
                    .map(file -> SliceIdentifier.of(type.getPackageName(), file))
                    .orElse(SliceIdentifier.ignore());
        }

        @Override
        public String getDescription() {
            return "files";
        }
    }
}
