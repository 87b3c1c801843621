package dev.cram.study.observation;

import com.google.gson.JsonParseException;
import dev.cram.model.CramException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON objects, one a line, that only grows. One process at a time writes it: opening takes a lock. A process may
 * end at any moment: at most the last line is cut, which opening takes off. Empty lines do not count. Not thread-safe.
 */
public final class LineLog implements Closeable {

    private final Path path;
    // Unlike a channel, this stays open when the thread is interrupted.
    private final RandomAccessFile file;

    private LineLog(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file for writing, after what it holds already.
     *
     * @param path the file, which need not exist
     * @param start what every line begins with, by which a cut last line is known
     * @param reader takes the lines there are, in order; throws {@link JsonParseException} for one that it cannot read
     * @return the file, locked until it is closed
     * @throws IOException if it cannot be read or written
     * @throws CramException if another process writes it, or a line cannot be read, which it names
     */
    public static LineLog open(Path path, String start, Consumer<String> reader) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(reader, "reader");
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new CramException(path + " is not a regular file: name a file to write to");
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            lock(path, file);
            byte[] bytes = new byte[Math.toIntExact(file.length())];
            file.readFully(bytes);
            int end = WholeLines.read(path, bytes, start, reader);
            if (end < bytes.length) {
                file.setLength(end);
            }
            return new LineLog(path, file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Reads a file that stays as it is, whether or not another process writes it.
     *
     * @param path the file
     * @param start what every line begins with, by which a cut last line is known
     * @param reader as for {@link #open}
     * @throws IOException if it cannot be read
     * @throws CramException if a line cannot be read, which it names
     */
    public static void read(Path path, String start, Consumer<String> reader) throws IOException {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(reader, "reader");
        WholeLines.read(path, Files.readAllBytes(path), start, reader);
    }

    private static void lock(Path path, RandomAccessFile file) throws IOException {
        @Nullable FileLock lock;
        try {
            lock = file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            throw new CramException(
                    path + " cannot be locked (" + e.getMessage() + "): name a file on a disk of this machine", e);
        }
        if (lock == null) {
            throw new CramException(
                    path + " is in use: another process writes it; wait for its end, or name another place");
        }
    }

    /**
     * Appends lines in one write.
     *
     * @param lines whole lines, each with its end
     */
    public void append(String lines) {
        Objects.requireNonNull(lines, "lines");
        try {
            long end = file.length();
            try {
                file.seek(end);
                file.write(lines.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                file.setLength(end);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
