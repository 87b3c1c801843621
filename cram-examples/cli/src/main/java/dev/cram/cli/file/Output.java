package dev.cram.cli.file;

import dev.cram.model.CramException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command writes: checked before the work begins, so that no work is lost. */
public final class Output {

    private static final String SUFFIX = ".cram";
    private static final String STANDARD = "-";

    private Output() {}

    /** Whether a name stands for standard input or output; a file of that name is {@code ./-}. */
    public static boolean isStandard(@Nullable Path file) {
        return file != null && file.toString().equals(STANDARD);
    }

    /** Checks a file that will be written in place; null is none. */
    public static void check(@Nullable Path file) {
        if (file == null) {
            return;
        }
        if (isStandard(file)) {
            throw new CramException(
                    "- is standard output, which this does not go to: name a file, or ./- if it is called so");
        }
        if (Files.isDirectory(file)) {
            throw new CramException(file + " is a folder: name a file to write to");
        }
        if (!Files.exists(file)) {
            checkFolder(file);
        } else if (!Files.isWritable(file)) {
            throw new CramException(file + " cannot be written: permission denied");
        }
    }

    /** Checks a file that will be replaced whole, which takes the right to write its folder. */
    public static void checkReplaceable(Path file) throws IOException {
        check(file);
        checkFolder(target(file));
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CramException(file + " is not a regular file: name a file to write to");
        }
    }

    /** Where a link leads, whose folder is written to. */
    private static Path target(Path file) throws IOException {
        return Files.exists(file) ? file.toRealPath() : file;
    }

    /** Checks that no two files of a call, of which those that were not named are null, are the same. */
    public static void checkAllDistinct(@Nullable Path... files) throws IOException {
        for (int i = 0; i < files.length; i++) {
            for (int j = 0; j < i; j++) {
                Path file = files[i];
                Path other = files[j];
                if (file != null && other != null) {
                    checkDistinct(file, other);
                }
            }
        }
    }

    /** Checks that writing a file does not destroy another one of the same call. */
    public static void checkDistinct(Path file, Path other) throws IOException {
        Path one = file.toAbsolutePath().normalize();
        Path two = other.toAbsolutePath().normalize();
        if (one.equals(two) || (Files.exists(one) && Files.exists(two) && Files.isSameFile(one, two))) {
            throw new CramException(file + " is named twice: name another file to write to");
        }
    }

    private static void checkFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CramException("The folder of " + file + " does not exist: create it first");
        }
        if (!Files.isWritable(folder)) {
            throw new CramException("The folder of " + file + " cannot be written: permission denied");
        }
    }

    /** Checks that files can be written into a folder, which need not exist. */
    public static void checkInside(Path folder, String cure) {
        Path there = folder.toAbsolutePath();
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
            throw new CramException(folder + " cannot be written: " + cure);
        }
    }

    /** Writes a file, or some in a folder; what goes wrong, such as a full disk, is told with its name. */
    public static void writing(Path file, Writing work) throws IOException {
        try {
            work.write();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named =
                    new FileSystemException(file.toString(), null, "cannot be written: " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** Work that writes. */
    @FunctionalInterface
    public interface Writing {

        /** Does it. */
        void write() throws IOException;
    }

    /** Where the state of an unfinished search is kept: {@code OUT.cram.search} beside {@code OUT.cram}. */
    public static Path search(Path file) {
        return file.resolveSibling(file.getFileName() + ".search");
    }

    /** Where inexact vectors go: {@code OUT.partial.cram} beside {@code OUT.cram}. */
    public static Path partial(Path file) {
        String name = String.valueOf(file.getFileName());
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return file.resolveSibling(stem + ".partial" + SUFFIX);
    }
}
