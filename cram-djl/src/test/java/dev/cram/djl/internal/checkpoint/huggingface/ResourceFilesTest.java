package dev.cram.djl.internal.checkpoint.huggingface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.DjlModels;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceFilesTest {

    @TempDir
    private Path folder;

    @Test
    void open_missingFile_isRefused() {
        ResourceFiles files = new ResourceFiles("pocket", DjlModels.class, "pocket");
        assertThat(files.has("config.json")).isTrue();
        assertThat(files.has("gone.json")).isFalse();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> files.open("gone.json").close())
                .withMessageContainingAll("pocket", "gone.json", "jar");
    }

    @Test
    void open_insideJar_givesTheBytes() throws Exception {
        String anchor = Anchor.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("model.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, anchor, bytes(anchor));
            add(zip, "dev/cram/djl/internal/checkpoint/huggingface/inside/config.json", new byte[] {'{', '}'});
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Class<?> inJar = loader.loadClass(Anchor.class.getName());
            ResourceFiles files = new ResourceFiles("inside", inJar, "inside");
            try (BinaryFile bytes = files.open("config.json")) {
                assertThat(bytes.size()).isEqualTo(2);
                assertThat(bytes.slice(1, 1).get()).isEqualTo((byte) '}');
            }
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream stream = ResourceFilesTest.class.getClassLoader().getResourceAsStream(resource)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(contents);
        zip.closeEntry();
    }

    /** Stands for the class that ships the files. */
    private static final class Anchor {}
}
