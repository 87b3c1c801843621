package dev.cram.djl.internal;

import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.gguf.GgufCheckpoint;
import dev.cram.djl.internal.checkpoint.gguf.GgufFolder;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.family.Families;
import dev.cram.djl.internal.hub.Hub;
import dev.cram.djl.internal.hub.HubId;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What users may name as a model, and how each kind is opened. What exists here always wins over the hub. */
public final class ModelLocations {

    /** The location of the built-in model. */
    public static final String POCKET = "pocket";

    /** The kinds, for errors. */
    static final String KINDS = "name the built-in model '" + POCKET + "', a model folder such as "
            + "path/to/SmolLM2-135M, a GGUF file such as path/to/SmolLM2-135M.gguf, or a model of the hub such as EleutherAI/pythia-160m, "
            + "EleutherAI/pythia-160m@main, or bartowski/SmolLM2-135M-Instruct-GGUF:Q4_K_M for one of its GGUF files";

    private ModelLocations() {}

    /**
     * Whether a location may be one of these kinds. Only those that begin with a scheme, such as {@code toy:}, are left
     * to other engines.
     */
    public static boolean accepts(String location) {
        return !location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    }

    /**
     * Opens a location.
     *
     * @param location what the user named
     * @param environment variables that say where the hub and its cache are
     * @throws ModelException if it is of no kind, missing or damaged
     */
    public static Checkpoint open(String location, Map<String, String> environment) {
        if (location.isBlank()) {
            throw new ModelException(neither(location));
        }
        if (location.equals(POCKET)) {
            return HuggingFaceCheckpoint.resource(location, ModelLocations.class, "/dev/cram/djl/" + location);
        }
        Optional<HubId> id = HubId.parse(location);
        if (id.filter(HubId::isOneFile).isEmpty() || Files.exists(path(location))) {
            Path path = path(location);
            if (Files.exists(path) || isPathLike(location) || GgufCheckpoint.isNamedSo(path)) {
                return open(path);
            }
        }
        Path model = Hub.of(environment)
                .model(id.orElseThrow(() -> new ModelException(neither(location))), ModelLocations::checkFamily);
        return new NamedCheckpoint(location, open(model));
    }

    /** Opens a folder, of which a GGUF file may be all, or a GGUF file. */
    public static Checkpoint open(Path path) {
        Optional<Path> file = GgufCheckpoint.isGguf(path) ? Optional.of(path) : GgufFolder.model(path);
        return file.isPresent() ? GgufCheckpoint.file(file.get()) : HuggingFaceCheckpoint.folder(path);
    }

    private static boolean isPathLike(String location) {
        return location.matches("[./~].*|.*\\\\.*");
    }

    private static Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new ModelException(neither(location), e);
        }
    }

    private static String neither(String location) {
        return "'" + location + "' names no model: " + KINDS;
    }

    /** Refuses what cannot be opened before its weights are downloaded. */
    private static void checkFamily(Path folder) {
        Path config = folder.resolve("config.json");
        try {
            Families.read(Config.parse(config.toString(), Files.readString(config)));
        } catch (IOException e) {
            throw new ModelException("Cannot read " + config + ": " + e, e);
        }
    }
}
