package dev.cram.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import dev.cram.measure.CrammedVectors;
import dev.cram.measure.MeasuredReport;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CramFileTest {

    private static final MemoryVectors.Origin ORIGIN =
            new MemoryVectors.Origin("pocket", "c0ffee", Precision.FLOAT32, 7, "beef", true);
    private static final CapacityReport REPORT = new MeasuredReport(
            true,
            new CapacityReport.Text(7, 30),
            new CapacityReport.Vectors(2, 3),
            new CapacityReport.Tokens(7, 1, 7, 0.25),
            new CapacityReport.Bits(60, 4, 30, Baseline.START_TOKEN),
            new CapacityReport.Cost(40, 40.5, 1.5, StopReason.EXACT, "default", 11, 3, 610.5),
            new CapacityReport.Model("pocket", Precision.FLOAT32, 128_256, 4));
    private static final CrammedVectors VECTORS =
            CrammedVectors.of(new float[] {1, -2.5f, 3e-30f, 4, Float.MAX_VALUE, -0f}, 2, ORIGIN);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("text.cram");
    }

    @Test
    void read_whatWasWritten_isEqual() throws IOException {
        CramFile.write(file, VECTORS.withReport(REPORT));

        MemoryVectors read = CramFile.read(file);

        assertThat(read).isEqualTo(VECTORS);
        assertThat(read.report()).isEqualTo(REPORT);
    }

    @Test
    void read_withoutReport_hasNone() throws IOException {
        CramFile.write(file, VECTORS);

        assertThat(CramFile.read(file).hasReport()).isFalse();
    }

    @Test
    void read_reportOfDivergedSearch_keepsItsNumbers() throws IOException {
        CapacityReport diverged = new MeasuredReport(
                false,
                new CapacityReport.Text(7, 30),
                new CapacityReport.Vectors(2, 3),
                new CapacityReport.Tokens(0, 0, 0, Double.NaN),
                new CapacityReport.Bits(60, Double.NaN, Double.NaN, Baseline.NONE),
                new CapacityReport.Cost(1, 1, 1, StopReason.DIVERGED, null, 11, 0, 48),
                new CapacityReport.Model("pocket", Precision.BFLOAT16, 2, 1));
        CramFile.write(file, VECTORS.withReport(diverged));

        assertThat(CramFile.read(file).report()).isEqualTo(diverged);
    }

    /** A file written before reports were grouped by subject. */
    @Test
    void read_fileOfAnEarlierBuild_isReadAsItWasWritten() throws IOException {
        Path old = Path.of(Objects.requireNonNull(CramFileTest.class.getResource("pocket-with-report.cram"))
                .getPath());

        MemoryVectors read = CramFile.read(old);

        assertThat(read.origin().precision()).isEqualTo(Precision.FLOAT32);
        assertThat(read.origin().tokens()).isEqualTo(15);
        assertThat(read.report())
                .isEqualTo(new MeasuredReport(
                        true,
                        new CapacityReport.Text(15, 52),
                        new CapacityReport.Vectors(1, 512),
                        new CapacityReport.Tokens(15, 1, 15, 0.35665082931518555),
                        new CapacityReport.Bits(
                                119.57697081979467, 54.37174365791946, 40.50533992052078, Baseline.NONE),
                        new CapacityReport.Cost(8, 8.5, 0.322994382, StopReason.EXACT, "default", 0, 0, 0),
                        new CapacityReport.Model("pocket", Precision.FLOAT32, 4096, 2)));
    }

    @Test
    void write_layout_isTheOneSpecified() throws IOException {
        CramFile.write(file, VECTORS);

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[8];
        bytes.get(magic);
        assertThat(magic).isEqualTo(new byte[] {(byte) 0x89, 'C', 'R', 'A', 'M', '\r', '\n', 0x1a});
        assertThat(bytes.getInt()).isEqualTo(1);
        byte[] header = new byte[bytes.getInt()];
        bytes.get(header);
        assertThat(new String(header, StandardCharsets.UTF_8)).startsWith("{\"count\":2,\"width\":3,\"origin\":{");
        assertThat(bytes.getFloat()).isEqualTo(1);
        assertThat(bytes.getFloat()).isEqualTo(-2.5f);
        assertThat(bytes.remaining()).isEqualTo(4 * 4 + 32);
    }

    @Test
    void write_leavesNothingElseBehind() throws IOException {
        CramFile.write(file, VECTORS);
        CramFile.write(file, VECTORS);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void write_missingFolder_isNamed() {
        Path nowhere = folder.resolve("nowhere").resolve("text.cram");

        assertThatThrownBy(() -> CramFile.write(nowhere, VECTORS))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void read_truncatedAnywhere_isRefused() throws IOException {
        CramFile.write(file, VECTORS);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> CramFile.read(file))
                    .as("%d of %d bytes", length, bytes.length)
                    .isInstanceOf(CramFileException.class)
                    .hasMessageContaining("text.cram");
        }
    }

    @Test
    void read_anyBitFlipped_isRefused() throws IOException {
        CramFile.write(file, VECTORS);
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            assertThatThrownBy(() -> CramFile.read(file)).as("byte %d", i).isInstanceOf(CramFileException.class);
        }
    }

    @Test
    void read_laterVersion_isRefusedWithTheCure() throws IOException {
        CramFile.write(file, VECTORS);
        byte[] bytes = Files.readAllBytes(file);
        bytes[8] = 2;
        Files.write(file, bytes);

        assertThatThrownBy(() -> CramFile.read(file))
                .isInstanceOf(CramFileException.class)
                .hasMessageContainingAll("version 2", "reads version 1", "later");
    }

    @Test
    void read_otherFile_isRefused() throws IOException {
        Files.writeString(file, "This is no .cram file, but it is long enough to be one, says the author of it.");

        assertThatThrownBy(() -> CramFile.read(file))
                .isInstanceOf(CramFileException.class)
                .hasMessageContaining("not a .cram file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"damaged-000", "damaged-001", "damaged-002", "damaged-005"})
    void read_rightChecksumOverADamagedHeader_isRefused(String name) throws IOException {
        try (InputStream in = CramFileTest.class.getResourceAsStream(name + ".cram")) {
            assertThatThrownBy(() -> CramFile.read(in, name))
                    .isInstanceOf(CramFileException.class)
                    .hasMessageContainingAll(name, "header");
        }
    }

    /** Every value of the header left out and replaced by values of all kinds, under a right checksum. */
    @Test
    void read_anyValueOfTheHeaderOff_isRefusedOrRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CramFile.write(bytes, VECTORS.withReport(REPORT));
        byte[] whole = bytes.toByteArray();
        int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
        String header = new String(whole, 16, length, StandardCharsets.UTF_8);
        int refused = 0;
        Matcher value = Pattern.compile("\"(\\w+)\":([^{,}]+)").matcher(header);
        while (value.find()) {
            for (String other : List.of(
                    "null", "\"\"", "\"x\"", "-1", "1e99", "[]", "{}", "true", "99999999999", "1.5", "NaN", "!")) {
                String changed = header.substring(0, value.start(2)) + other + header.substring(value.end(2));
                refused += isRefused(withHeader(whole, length, changed)) ? 1 : 0;
            }
            String name = value.group(1);
            String without = header.replaceFirst("\"" + name + "\":", "\"other\":");
            boolean optional = List.of("stopReason", "recipe", "threads", "vectorBits", "baseline")
                    .contains(name);
            assertThat(isRefused(withHeader(whole, length, without))).as(name).isEqualTo(!optional);
        }
        assertThat(refused).isGreaterThan(150);
        for (String junk : List.of("", "null", "[]", "7", "{", "{}", "{\"count\":1}", "\u0000")) {
            assertThat(isRefused(withHeader(whole, length, junk))).as(junk).isTrue();
        }
    }

    private static boolean isRefused(byte[] file) throws IOException {
        try {
            CramFile.read(new ByteArrayInputStream(file), "changed.cram");
            return false;
        } catch (CramFileException e) {
            assertThat(e).hasMessageContaining("changed.cram");
            return true;
        }
    }

    private static byte[] withHeader(byte[] whole, int length, String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        int rest = whole.length - 32 - 16 - length;
        ByteBuffer changed = ByteBuffer.allocate(16 + json.length + rest + 32).order(ByteOrder.LITTLE_ENDIAN);
        changed.put(whole, 0, 12).putInt(json.length).put(json).put(whole, 16 + length, rest);
        changed.put(Hashing.sha256()
                .hashBytes(changed.array(), 0, changed.position())
                .asBytes());
        return changed.array();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_newFile_hasTheModeOfNewFiles() throws IOException {
        Path usual = Files.createFile(folder.resolve("usual"));

        CramFile.write(file, VECTORS);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_fileThatIsThere_keepsItsMode() throws IOException {
        Files.createFile(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        CramFile.write(file, VECTORS);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
        assertThat(CramFile.read(file)).isEqualTo(VECTORS);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void write_symbolicLink_isFollowed() throws IOException {
        Path target = Files.createDirectory(folder.resolve("elsewhere")).resolve("target.cram");
        Files.createSymbolicLink(file, Path.of("elsewhere", "target.cram"));

        CramFile.write(file, VECTORS);
        CramFile.write(file, VECTORS);

        assertThat(file).isSymbolicLink();
        assertThat(CramFile.read(target)).isEqualTo(VECTORS);
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThatThrownBy(() -> CramFile.write(circle, VECTORS)).hasMessageContaining("back to itself");
    }

    @Test
    void read_reportFromBeforeThreadsWereRecorded_hasNone() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CramFile.write(bytes, VECTORS.withReport(REPORT));
        byte[] whole = bytes.toByteArray();
        int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
        String header = new String(whole, 16, length, StandardCharsets.UTF_8);
        assertThat(header).contains("\"threads\":4,");

        MemoryVectors read = CramFile.read(
                new ByteArrayInputStream(withHeader(whole, length, header.replace("\"threads\":4,", ""))), "old.cram");

        assertThat(read).isEqualTo(VECTORS);
        assertThat(read.report().model().threads()).isZero();
        assertThat(read.report().cost().seed()).isEqualTo(11);
    }

    @Test
    void read_componentThatIsNoNumber_isRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CramFile.write(bytes, VECTORS);
        byte[] whole = bytes.toByteArray();
        ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putFloat(whole.length - 32 - 4, Float.NaN);
        byte[] header = Arrays.copyOfRange(
                whole,
                16,
                16 + ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(12));
        byte[] changed = withHeader(whole, header.length, new String(header, StandardCharsets.UTF_8));

        assertThatThrownBy(() -> CramFile.read(new ByteArrayInputStream(changed), "changed.cram"))
                .isInstanceOf(CramFileException.class)
                .hasMessageContainingAll("changed.cram", "component 2 of vector 1", "NaN");
    }
}
