package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTextTest {

    @Test
    void run_textLongerThanOneVectorHolds_comesBack(@TempDir Path folder) throws IOException {
        String text =
                "It was the old man who spoke first. He said that the sea was calm, and that they would go out in the"
                        + " morning. Nobody answered him.\n\nThe boy looked at the boats for a long time. \"Will you take me with you?\""
                        + " he asked, and the old man laughed; then he went home.";
        Path file = Files.writeString(folder.resolve("text.txt"), text.repeat(2));

        LongText.Figures figures = LongText.run(file, folder.resolve("text.crams"), "pocket");

        assertThat(figures.exact()).isTrue();
        assertThat(figures.report().segments()).isGreaterThan(1);
        assertThat(figures.toString()).contains("2 second tries".substring(2));
    }
}
