package dev.cram.djl.internal.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.cram.djl.internal.checkpoint.file.BinaryFile;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.GgufCheckpoint;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufFiles;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.checkpoint.huggingface.ModelFiles;
import dev.cram.djl.internal.checkpoint.tensor.Tensor;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Files cut short, changed or hostile: each gives a ModelException or, where the change is still well formed, loads; and
 * costs no more than 64 MiB.
 */
class RobustnessTest {

    private static final long MOST_BYTES = 64L << 20;
    private static final int CUTS = 200;
    private static final int PADDING = 32;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final FloatBuffer PIECE = FloatBuffer.allocate(1000);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void load_soundFile(Form form) throws IOException {
        form.prepare(folder);

        assertThat(load(folder.resolve(form.opened()))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void load_cutShort(Form form) throws IOException {
        byte[] sound = form.prepare(folder);
        for (int i = 0; i < CUTS; i++) {
            int length = (int) ((long) (sound.length - 1) * i / (CUTS - 1));
            Files.write(folder.resolve(form.damaged()), Arrays.copyOf(sound, length));

            boolean loaded = load(folder.resolve(form.opened()));

            assertThat(loaded && length < sound.length - PADDING)
                    .as("cut at " + length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void load_changedByteAnywhereInTheHeader(Form form) throws IOException {
        byte[] sound = form.prepare(folder);
        Map<String, byte[]> files = inMemory(folder);
        int[] changes = {0x01, 0x80, 0xff, 0x20, 0x04};
        int refused = 0;
        for (int at = 0; at < form.headerSize(sound); at++) {
            byte[] changed = sound.clone();
            changed[at] ^= (byte) changes[at % changes.length];
            files.put(form.damaged(), changed);

            refused += load(form.inMemory(), at % 8 == 0, () -> open(files)) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(form.headerSize(sound) / 10);
    }

    @ParameterizedTest
    @EnumSource
    void load_hostile(Form form) throws IOException {
        form.prepare(folder);
        Map<String, byte[]> files = form.hostile();
        assertThat(files).hasSizeGreaterThan(2);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(form.damaged()), file.getValue());

            assertThat(load(folder.resolve(form.opened()))).as(file.getKey()).isFalse();
        }
    }

    private static Map<String, byte[]> inMemory(Path folder) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Opens the GGUF file if there is one, else the folder. */
    private static Checkpoint open(Map<String, byte[]> files) {
        byte[] gguf = files.get("model.gguf");
        return gguf == null
                ? new HuggingFaceCheckpoint(new MemoryFiles(files))
                : new GgufCheckpoint(GgufFiles.of(new MemoryFile("model.gguf", gguf)));
    }

    private static boolean load(Path location) {
        return load(
                location.getFileName().toString(),
                true,
                () -> GgufCheckpoint.isGguf(location)
                        ? GgufCheckpoint.file(location)
                        : HuggingFaceCheckpoint.folder(location));
    }

    /** Loads everything; false if that was refused. Any other exception is thrown. */
    private static boolean load(String name, boolean withTokenizer, Supplier<Checkpoint> opener) {
        long before = THREAD.getCurrentThreadAllocatedBytes();
        boolean loaded;
        try (Checkpoint checkpoint = opener.get()) {
            Families.read(checkpoint.config());
            checkpoint.tensors().values().forEach(RobustnessTest::read);
            assertThat(checkpoint.fingerprint()).hasSize(64);
            if (withTokenizer) {
                checkpoint.tokenizer().close();
            }
            loaded = true;
        } catch (ModelException e) {
            assertThat(e).hasMessageContaining(name);
            loaded = false;
        }
        assertThat(THREAD.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
        return loaded;
    }

    /** Files that are in memory. */
    private record MemoryFiles(Map<String, byte[]> files) implements ModelFiles {

        @Override
        public String location() {
            return "memory";
        }

        @Override
        public boolean has(String name) {
            return files.containsKey(name);
        }

        @Override
        public BinaryFile open(String name) {
            byte[] bytes = files.get(name);
            if (bytes == null) {
                throw new ModelException("memory has no " + name);
            }
            return new MemoryFile(location() + "/" + name, bytes);
        }
    }

    private static void read(Tensor tensor) {
        for (long from = 0; from < tensor.size(); from += PIECE.capacity()) {
            PIECE.clear().limit((int) Math.min(PIECE.capacity(), tensor.size() - from));
            tensor.read(from, PIECE);
        }
    }
}
