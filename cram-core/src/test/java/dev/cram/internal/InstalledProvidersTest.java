package dev.cram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.ModelProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engines are found, whatever class loader a thread has. */
class InstalledProvidersTest {

    /** An engine that only the loader of a folder knows. */
    public static final class Plugged implements ModelProvider {

        /** For the loader. */
        public Plugged() {}

        @Override
        public String name() {
            return "plugged";
        }

        @Override
        public boolean accepts(String location) {
            return false;
        }

        @Override
        public FrozenModel open(String location, ModelOptions options) {
            throw new UnsupportedOperationException();
        }
    }

    @TempDir
    private Path folder;

    private final ClassLoader usual = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        Thread.currentThread().setContextClassLoader(usual);
    }

    private static List<String> namesUnder(ClassLoader loader) {
        Thread.currentThread().setContextClassLoader(loader);
        return Providers.installed().stream().map(ModelProvider::name).toList();
    }

    private URLClassLoader naming(String provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(ModelProvider.class.getName()), provider);
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, usual);
    }

    @Test
    void installed_threadsLoaderKnowsOneMore_isThereOnce() throws IOException {
        List<String> own = namesUnder(usual);

        try (URLClassLoader loader = naming(Plugged.class.getName())) {
            assertThat(namesUnder(loader))
                    .hasSize(own.size() + 1)
                    .containsAll(own)
                    .contains("plugged");
        }
    }

    @Test
    void installed_threadsLoaderIsBroken_areThoseOfTheLibrarysLoader() throws IOException {
        List<String> own = namesUnder(usual);

        try (URLClassLoader loader = naming("dev.cram.NoSuchProvider")) {
            assertThat(namesUnder(loader)).isEqualTo(own);
        }
    }
}
