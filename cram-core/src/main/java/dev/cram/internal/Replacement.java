package dev.cram.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/** Replaces a file as a whole: its new contents are written beside it, then renamed into its place. */
public final class Replacement {

    private static final int MOST_LINKS = 40;
    private static final String SUFFIX = ".tmp";

    private Replacement() {}

    /** Writes a file with the mode it has, or that new files get; where a link points to, if it is one. */
    public static void write(Path file, byte[] contents) throws IOException {
        Path target = followed(file.toAbsolutePath());
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "the folder to write to does not exist");
        }
        Path temporary = folder.resolve(prefix(target)
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36)
                + SUFFIX);
        try {
            Files.write(temporary, contents, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            keepMode(target, temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String prefix(Path target) {
        return "." + target.getFileName() + ".";
    }

    /** Deletes what processes left that ended while they wrote a file. */
    public static void deleteLeftovers(Path target) throws IOException {
        deleteBeside(target, name -> name.startsWith(prefix(target)) && name.endsWith(SUFFIX));
    }

    /** Deletes files of a file's folder, if that is there, by their names. */
    public static void deleteBeside(Path file, Predicate<String> named) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                folder, path -> named.test(path.getFileName().toString()))) {
            for (Path path : found) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Path followed(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new IOException(file + " is a symbolic link that leads back to itself: name another file");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static void keepMode(Path old, Path replacement) throws IOException {
        PosixFileAttributeView mode = Files.getFileAttributeView(replacement, PosixFileAttributeView.class);
        if (mode != null && Files.exists(old)) {
            mode.setPermissions(Files.getPosixFilePermissions(old));
        }
    }
}
