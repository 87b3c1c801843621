package dev.cram.corpus.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there whole or not at all: it is written beside its place, then renamed. */
final class WholeFile {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".tmp";

    private WholeFile() {}

    /** Writes to the path it is given. */
    @FunctionalInterface
    interface Writing {

        /** Does it. */
        void to(Path temporary) throws IOException;
    }

    static void write(Path file, Writing contents) throws IOException {
        Path temporary = file.resolveSibling(PREFIX + file.getFileName() + SUFFIX);
        try {
            contents.to(temporary);
            try (FileChannel written = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Whether a file is what a process left that ended while it wrote one. */
    static boolean isLeftover(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) && (name.startsWith(PREFIX + "_") || name.startsWith(PREFIX + "part-"));
    }
}
