package dev.cram.study.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObservationJsonTest {

    @Test
    void types_areAllObservations() throws Exception {
        assertThat(ObservationJson.TYPES).containsExactlyInAnyOrderElementsOf(observations());
        assertThat(ObservationJson.TYPES).allMatch(Class::isRecord);
    }

    private static List<Class<? extends Observation>> observations() throws IOException, ClassNotFoundException {
        Path folder = Path.of("target", "classes", "dev", "cram", "study", "observation");
        List<Class<? extends Observation>> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(Observation.class.getPackageName() + "." + name);
                if (Observation.class.isAssignableFrom(type) && type != Observation.class) {
                    types.add(type.asSubclass(Observation.class));
                }
            }
        }
        return types;
    }
}
