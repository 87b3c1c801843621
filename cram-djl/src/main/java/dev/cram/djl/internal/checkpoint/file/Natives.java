package dev.cram.djl.internal.checkpoint.file;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The native libraries, which DJL finds, unpacks to a folder and loads. */
public final class Natives {

    private static final Pattern FULL =
            Pattern.compile("no space left|not enough space|disk quota|read-only file system");

    private Natives() {}

    /** Sets what DJL reads while it loads a library, unless the user has set it, as a variable or a property. */
    public static void set(String name, String value) {
        if (Utils.getEnvOrSystemProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    /** What an error comes from. */
    public static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }

    /** Why a library does not load, and the cure, if the reason is that the folder cannot be written. */
    public static Optional<String> cure(Throwable error) {
        Path folder = Utils.getEngineCacheDir();
        return refusal(error, folder)
                .map(reason -> "native libraries cannot be unpacked to the cache folder " + folder + " (" + reason
                        + "): free 1 GB there, or name another folder by the environment variable DJL_CACHE_DIR");
    }

    private static Optional<String> refusal(Throwable error, Path folder) {
        String message = String.valueOf(error.getMessage());
        if (error instanceof FileSystemException
                || FULL.matcher(message.toLowerCase(Locale.ROOT)).find()) {
            return Optional.of(message);
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "cram", ""));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }
}
