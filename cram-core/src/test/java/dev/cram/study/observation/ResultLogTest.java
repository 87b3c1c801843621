package dev.cram.study.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.model.CramException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultLogTest {

    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeThree() throws IOException {
        file = folder.resolve("results.jsonl");
        try (ResultLog log = ResultLog.open(file)) {
            log.append(List.of(coded(0), coded(1), coded(2)));
        }
    }

    @Test
    void open_again_holdsWhatWasAppended() throws IOException {
        try (ResultLog log = ResultLog.open(file)) {
            assertThat(log.observations().all(Coded.class)).containsExactly(coded(0), coded(1), coded(2));
            log.append(List.of(coded(2), coded(3)));
        }
        assertThat(Files.readString(file)).hasLineCount(4);
    }

    @Test
    void open_whileOpen_isRefusedAndReadIsNot() throws IOException {
        try (ResultLog log = ResultLog.open(file)) {
            assertThatThrownBy(() -> ResultLog.open(file))
                    .isInstanceOf(CramException.class)
                    .hasMessageContaining("results.jsonl is in use");
            assertThat(ResultLog.read(file).observations().all(Coded.class)).hasSize(3);
            log.append(List.of(coded(3)));
        }
        try (ResultLog log = ResultLog.open(file)) {
            assertThat(log.observations().all(Coded.class)).hasSize(4);
        }
    }

    @Test
    void open_cutLastLine_takesItOffAndReadLeavesIt() throws IOException {
        String lines = Files.readString(file);
        String cut = lines.substring(0, lines.length() - 20);
        Files.writeString(file, cut);

        assertThat(ResultLog.read(file).observations().all(Coded.class)).containsExactly(coded(0), coded(1));
        assertThat(file).hasContent(cut);
        try (ResultLog log = ResultLog.open(file)) {
            log.append(List.of(coded(2)));
        }

        assertThat(Files.readString(file)).isEqualTo(lines);
    }

    @Test
    void open_zerosAfterALostPower_areCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {whole.length, whole.length - 20}) {
            Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, cut), whole.length + 300));
            try (ResultLog log = ResultLog.open(file)) {
                log.append(List.of(coded(2)));
            }
            assertThat(file).hasBinaryContent(whole);
        }
    }

    @Test
    void open_emptyLines_doNotCount() throws IOException {
        Files.writeString(file, "\n" + Files.readString(file).replace("\n", "\r\n\n"));

        assertThat(ResultLog.read(file).observations().all(Coded.class)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"coded\",\"model\":\"m\",\"sou",
                "{\"kind\":\"coded\",\"model\":\"m\"}",
                "{\"kind\":\"code\"}",
                "{}",
                "[]",
                "text",
                "7",
                "null"
            })
    void open_lineThatCannotBeRead_isNamedAndTheFileStays(String line) throws IOException {
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of(lines.get(0), lines.get(1), "", line, lines.get(2)));
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> ResultLog.open(file))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("results.jsonl, line 4 is no result that can be read: take the line out");

        assertThat(file).hasBinaryContent(before);
    }

    @Test
    void open_bytesThatAreNoText_areNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] = (byte) 0xff;
        Files.write(file, bytes);

        assertThatThrownBy(() -> ResultLog.open(file))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("results.jsonl, line 2 is no result");
    }

    @Test
    void open_fileOfSomethingElse_isRefusedAndStays() throws IOException {
        Files.writeString(file, "a note without a line's end");

        assertThatThrownBy(() -> ResultLog.open(file)).isInstanceOf(CramException.class);

        assertThat(file).hasContent("a note without a line's end");
    }

    private static Coded coded(int index) {
        return new Coded("m", "books", index, "zlib", 10, 40, 30, 80.5);
    }
}
