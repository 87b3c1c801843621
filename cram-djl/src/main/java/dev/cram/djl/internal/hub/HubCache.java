package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One repository's part of the local hub cache, in its standard layout:
 *
 * <pre>
 * models--owner--name/blobs/HASH                 contents, named by their hash
 * models--owner--name/snapshots/COMMIT/FILE      relative links to blobs, in folders as in the repository
 * models--owner--name/refs/BRANCH                the commit that a branch or tag was at
 * .locks/models--owner--name/HASH.lock           held while a blob is written
 * </pre>
 *
 * <p>Every file appears under its name only when it is complete. Thread-safe.
 */
final class HubCache {

    private final Path folder;
    private final Path locks;
    private final boolean symlinks;

    HubCache(HubSettings settings, String repository) {
        String name = "models--" + repository.replace("/", "--");
        this.folder = settings.cache().toAbsolutePath().resolve(name);
        this.locks = settings.cache().toAbsolutePath().resolve(".locks").resolve(name);
        this.symlinks = settings.symlinks();
    }

    /** The commit that a revision names, as far as the cache knows. */
    Optional<String> commit(HubId id) {
        if (id.isPinned()) {
            return Optional.of(id.revision());
        }
        Path ref = ref(id.revision());
        try {
            return Files.isRegularFile(ref)
                    ? Optional.of(Files.readString(ref).strip()).filter(HubId::isCommit)
                    : Optional.empty();
        } catch (IOException e) {
            throw failed(ref, e);
        }
    }

    /** Notes which commit a revision names. */
    void remember(HubId id, String commit) {
        if (commit(id).filter(commit::equals).isPresent()) {
            return;
        }
        Path ref = ref(id.revision());
        replace(ref, temporary -> Files.writeString(temporary, commit));
    }

    private Path ref(String revision) {
        return folder.resolve("refs").resolve(revision);
    }

    /** The folder of a commit's files; need not exist. */
    Path snapshot(String commit) {
        return folder.resolve("snapshots").resolve(commit);
    }

    /** The paths of the files that a commit's folder holds; a link to a blob that is gone counts as absent. */
    Set<String> names(String commit) {
        Path snapshot = snapshot(commit);
        if (!Files.isDirectory(snapshot)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(snapshot)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> snapshot.relativize(file).toString().replace(File.separatorChar, '/'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw failed(snapshot, e);
        } catch (UncheckedIOException e) {
            throw failed(snapshot, Objects.requireNonNull(e.getCause()));
        }
    }

    /** The file of some contents; need not exist. */
    Path blob(String hash) {
        return folder.resolve("blobs").resolve(hash);
    }

    /** Gives a blob its name in a commit's folder: by a relative link, or a copy where links are not possible. */
    void link(String hash, String commit, String name) {
        Path snapshot = snapshot(commit);
        Path link = snapshot.resolve(name);
        Path blob = blob(hash);
        Path parent = Objects.requireNonNullElse(link.getParent(), snapshot);
        replace(link, temporary -> {
            if (!symlinks || !tryLink(temporary, parent.relativize(blob))) {
                Files.copy(blob, temporary);
            }
        });
    }

    private static boolean tryLink(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Runs something while no other thread or process that asks here has the lock of these contents. */
    void locked(String hash, FileLocks.Action action) throws IOException {
        Path file = locks.resolve(hash + ".lock");
        createFolder(locks);
        createFolder(folder.resolve("blobs"));
        FileLocks.locked(file, e -> failed(file, e), action);
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
    }

    /** Writes a file beside its place, and moves it there when it is complete. */
    private static void replace(Path target, Filling filling) {
        try {
            Path parent = Files.createDirectories(target.getParent());
            Path temporary = parent.resolve(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                filling.fill(temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** The error for a place of the cache that cannot be read or written. */
    static ModelException failed(Path path, IOException cause) {
        return new ModelException(
                "The hub cache cannot be used, at " + path + " (" + cause + "): make room or rights there, or name "
                        + "another folder in HF_HUB_CACHE",
                cause);
    }

    /** Writes a file that does not exist yet. */
    private interface Filling {
        void fill(Path temporary) throws IOException;
    }
}
