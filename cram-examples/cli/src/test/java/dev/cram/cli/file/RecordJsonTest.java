package dev.cram.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RecordJsonTest {

    private record Numbers(double finite, double infinite, double none, String text) {}

    @Test
    void bytes_numbersThatAreNotFinite_areNull() {
        byte[] json = RecordJson.bytes(new Numbers(0.5, Double.NEGATIVE_INFINITY, Double.NaN, "<é>"));
        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo("""
                        {
                          "finite": 0.5,
                          "infinite": null,
                          "none": null,
                          "text": "<é>"
                        }
                        """);
    }
}
