package dev.cram.djl.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {

    private static final String WINDOWS = "Intel64 Family 6 Model 85 Stepping 7, GenuineIntel";

    @TempDir
    private Path folder;

    @Test
    void isIntel_linux_goesByTheVendor() throws IOException {
        Path intel = Files.writeString(folder.resolve("intel"), "processor\t: 0\nvendor_id\t: GenuineIntel\n");
        Path amd = Files.writeString(folder.resolve("amd"), "processor\t: 0\nvendor_id\t: AuthenticAMD\n");
        assertThat(Processor.isIntel(intel, "")).isTrue();
        assertThat(Processor.isIntel(amd, WINDOWS)).isFalse();
    }

    @Test
    void isIntel_noSuchFile_goesByTheIdentifierOfWindows() {
        Path none = folder.resolve("none");
        assertThat(Processor.isIntel(none, WINDOWS)).isTrue();
        assertThat(Processor.isIntel(none, "AMD64 Family 25 Model 97 Stepping 2, AuthenticAMD"))
                .isFalse();
        assertThat(Processor.isIntel(none, "")).isFalse();
    }
}
