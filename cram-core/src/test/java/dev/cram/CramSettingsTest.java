package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.api.MemoryVectors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class CramSettingsTest {

    @Test
    void settings_serialised_cramTheSame() throws IOException, ClassNotFoundException {
        CramSettings settings = CramSettings.defaults().seed(4).vectors(2);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        }
        CramSettings shipped;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            shipped = (CramSettings) in.readObject();
        }

        MemoryVectors here = Cram.with(new ReadoutModel(), settings).compress("call me");
        MemoryVectors there = Cram.with(new ReadoutModel(), shipped).compress("call me");

        assertThat(there).isEqualTo(here);
    }
}
