package dev.cram.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorsInAFileTest {

    @Test
    void read_whatWasWritten_isTheText(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("vectors.cram");
        VectorsInAFile.write(file, "zwölf", "elman");
        assertThat(VectorsInAFile.read(file, "elman")).isEqualTo("zwölf");
    }
}
