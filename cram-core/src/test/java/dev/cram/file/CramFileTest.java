package dev.cram.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.api.CapacityReport;
import dev.cram.api.CramFileException;
import dev.cram.api.MemoryVectors;
import dev.cram.api.StopReason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CramFileTest {

    private static final MemoryVectors.Origin ORIGIN =
            new MemoryVectors.Origin("pocket", "c0ffee", "float32", 7, "beef", true);
    private static final CapacityReport REPORT = new CapacityReport(
            true,
            7,
            2,
            3,
            1,
            7,
            0.25,
            40,
            40.5,
            1.5,
            StopReason.EXACT,
            60,
            4,
            56,
            30,
            6,
            8,
            16,
            0.75,
            0.5,
            3.5,
            30,
            24,
            "pocket",
            "float32",
            "default",
            11,
            3);
    private static final MemoryVectors VECTORS =
            MemoryVectors.of(new float[] {1, -2.5f, 3e-30f, 4, Float.MAX_VALUE, -0f}, 2, ORIGIN);

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
        CapacityReport diverged = new CapacityReport(
                false,
                7,
                2,
                3,
                0,
                0,
                Double.NaN,
                1,
                1,
                1,
                StopReason.DIVERGED,
                60,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                8,
                16,
                0,
                Double.NaN,
                3.5,
                30,
                24,
                "pocket",
                "float32",
                null,
                11,
                0);
        CramFile.write(file, VECTORS.withReport(diverged));

        assertThat(CramFile.read(file).report()).isEqualTo(diverged);
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
}
