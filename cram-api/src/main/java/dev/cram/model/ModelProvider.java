package dev.cram.model;

/**
 * Opens models of one engine. Found through {@link java.util.ServiceLoader}: name the class in {@code
 * META-INF/services/dev.cram.model.ModelProvider} (or in the module's {@code provides}). Must be thread-safe.
 */
public interface ModelProvider {

    /**
     * A short name, for errors that list the candidates.
     *
     * @return the engine's name
     */
    String name();

    /**
     * The order of asking: of the providers that accept a location, the one of the lowest rank opens it. Two of one
     * rank are an error.
     *
     * @return 100 unless there is a reason
     */
    default int rank() {
        return 100;
    }

    /**
     * Whether a location is of this provider's kind, told from its form. Must be quick; nothing is opened.
     *
     * @param location what the user named: a folder, a file, a hub id, or a built-in name
     * @return true if {@link #open} is worth a try
     */
    boolean accepts(String location);

    /**
     * Opens a model.
     *
     * @param location a location that {@link #accepts} said yes to
     * @param options device and precision; what cannot be honoured must be refused
     * @return the model; the caller closes it
     * @throws dev.cram.model.ModelException if the model is missing, damaged or not supported, or the options cannot be
     *     honoured
     */
    FrozenModel open(String location, ModelOptions options);
}
