package dev.cram.djl.internal.checkpoint.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "caf\u00e9 \u6771\u4eac", "\ud83d\ude42", "half \ud83d and half \ude42 of it", "\ud83d"
            })
    void bytes_asOfTheText(String text) throws IOException {
        for (int before : new int[] {0, 1, 8190, 8191, 8192, 20_000}) {
            String longer = "x".repeat(before) + text + "\u2581".repeat(before);
            byte[] expected = longer.getBytes(StandardCharsets.UTF_8);

            assertThat(new Utf8(longer).readAllBytes()).isEqualTo(expected);
        }
    }

    @Test
    void read_byteByByte() {
        Utf8 bytes = new Utf8("\u00e9x");

        assertThat(new int[] {bytes.read(), bytes.read(), bytes.read(), bytes.read()})
                .containsExactly(0xc3, 0xa9, 'x', -1);
    }
}
