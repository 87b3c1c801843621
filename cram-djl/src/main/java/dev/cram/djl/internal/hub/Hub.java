package dev.cram.djl.internal.hub;

import dev.cram.model.ModelException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds models of the hub: in the local cache, or by downloading just the files needed into it.
 *
 * <p>A full commit hash whose files are in the cache needs no request. For a branch or tag the hub is asked which commit
 * it is at; if the hub cannot be reached or is down, the commit that the cache remembers is taken and a warning logged.
 * A refusal (HTTP 401, 403, 404) is an error even then. {@code HF_HUB_OFFLINE} forbids all requests. Thread-safe; several
 * threads and processes may share a cache.
 */
public final class Hub {

    private static final Logger LOGGER = System.getLogger(Hub.class.getName());

    private final HubSettings settings;
    private final HubClient client;

    Hub(HubSettings settings, RetryPolicy retries) {
        this.settings = settings;
        this.client = new HubClient(settings, retries);
    }

    /**
     * The hub and cache that an environment names.
     *
     * @param environment variables by name: {@code HF_HUB_CACHE}, {@code HF_HOME}, {@code XDG_CACHE_HOME}, {@code
     *     HF_ENDPOINT}, {@code HF_HUB_OFFLINE}, {@code HF_TOKEN}, {@code HF_TOKEN_PATH}, {@code
     *     HF_HUB_DISABLE_SYMLINKS}, with the meaning and defaults they have in Python
     * @return the hub
     * @throws ModelException if a variable has an impossible value
     */
    public static Hub of(Map<String, String> environment) {
        return new Hub(HubSettings.of(environment), RetryPolicy.standard());
    }

    /**
     * Finds a model's files, downloading what the cache lacks.
     *
     * @param id the model
     * @param check looks at the folder when configuration and tokenizer have been downloaded, and throws to save the
     *     download of the weights; not called for GGUF files
     * @return a folder with the files, or a GGUF file, in the cache
     * @throws ModelException if the hub does not give the model, or the cache cannot be written
     */
    public Path model(HubId id, Consumer<Path> check) {
        HubCache cache = new HubCache(settings, id.repository());
        Optional<Path> known = cache.commit(id).flatMap(commit -> complete(id, cache, commit));
        if (known.isPresent() && (id.isPinned() || settings.offline())) {
            return known.get();
        }
        if (settings.offline()) {
            throw new ModelException("The hub cache " + settings.cache() + " does not hold the model " + id
                    + " completely, and HF_HUB_OFFLINE forbids to download it: unset HF_HUB_OFFLINE, or name a folder");
        }
        RevisionListing listing;
        try {
            listing = client.listing(id, known.isEmpty());
        } catch (IOException e) {
            if (known.isEmpty()) {
                throw new ModelException(
                        "Cannot ask the hub for the model " + id + ", which the cache "
                                + settings.cache() + " does not hold completely: " + e.getMessage()
                                + ". Check the connection and HF_ENDPOINT",
                        e);
            }
            LOGGER.log(Level.WARNING, "{0}; taking the model {1} as the cache has it", e.getMessage(), id);
            return known.get();
        }
        return download(id, cache, listing, check);
    }

    private static Optional<Path> complete(HubId id, HubCache cache, String commit) {
        Set<String> names = cache.names(commit);
        Path folder = cache.snapshot(commit);
        try {
            return NeededFiles.of(id, names)
                    .filter(files -> names.containsAll(files.weightFiles(folder)))
                    .map(files -> files.opened(folder));
        } catch (ModelException e) {
            return Optional.empty();
        }
    }

    private Path download(HubId id, HubCache cache, RevisionListing listing, Consumer<Path> check) {
        Set<String> names = listing.sizes().keySet();
        NeededFiles needed = NeededFiles.of(id, names)
                .orElseThrow(() -> new ModelException("The model " + id + " of the hub " + NeededFiles.refusal(names)));
        Path folder = cache.snapshot(listing.commit());
        needed.small().forEach(name -> provide(id, cache, listing, name));
        if (!needed.isGguf()) {
            check.accept(folder);
        }
        needed.weightFiles(folder).forEach(name -> provide(id, cache, listing, name));
        if (!id.isPinned()) {
            cache.remember(id, listing.commit());
        }
        return needed.opened(folder);
    }

    private void provide(HubId id, HubCache cache, RevisionListing listing, String name) {
        long size = listing.sizes().getOrDefault(name, -1L);
        if (isThere(cache.snapshot(listing.commit()).resolve(name), size)) {
            return;
        }
        try {
            RemoteFile file = client.file(id, listing.commit(), name);
            cache.locked(file.hash(), () -> {
                Path blob = cache.blob(file.hash());
                if (!isThere(blob, file.size())) {
                    client.download(id, file).to(blob);
                }
                cache.link(file.hash(), listing.commit(), name);
            });
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot download " + name + " of the model " + id + ": " + e.getMessage()
                            + ". What came is kept: open the model again to go on",
                    e);
        }
    }

    private static boolean isThere(Path file, long size) {
        try {
            return Files.isRegularFile(file) && (size < 0 || Files.size(file) == size);
        } catch (IOException e) {
            throw HubCache.failed(file, e);
        }
    }
}
