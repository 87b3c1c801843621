package dev.cram.measure;

import dev.cram.model.Baseline;
import dev.cram.model.FrozenModel;
import dev.cram.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The calibrations that the user has saved, which every estimate of their models goes by, in this process and in others.
 *
 * <p>Each is a small JSON file of its own, for a model's fingerprint, what its texts stand behind and its precision, in the
 * folder {@code calibrations} of the user's cache: the system property {@code cram.cache}, else the environment variable
 * {@code CRAM_CACHE}, else {@code XDG_CACHE_HOME/cram}, else {@code ~/.cache/cram}. Files are replaced as a whole, and may be
 * deleted at any time. One that cannot be read is not used: a warning names it, once.
 *
 * <p>Stateless but for that, and thread-safe.
 */
public final class Calibrations {

    private Calibrations() {}

    /**
     * Where they are.
     *
     * @return the folder, which need not exist
     * @throws InvalidPathException if what was set as the cache's place is no path
     */
    public static Path folder() {
        return CalibrationFile.folder();
    }

    /**
     * Keeps a calibration, in place of an earlier one of the same model, baseline and precision.
     *
     * @param calibration what was measured
     * @return the file that holds it
     * @throws IOException if the cache cannot be written; an earlier one stays as it was
     */
    public static Path save(Calibration calibration) throws IOException {
        Objects.requireNonNull(calibration, "calibration");
        CalibrationFile file = CalibrationFile.of(calibration);
        file.write(calibration);
        return file.path();
    }

    /**
     * Where a calibration is kept.
     *
     * @param calibration what was measured
     * @return the file, which is there once it is saved
     */
    public static Path file(Calibration calibration) {
        Objects.requireNonNull(calibration, "calibration");
        return CalibrationFile.of(calibration).path();
    }

    /**
     * The calibration that estimates of a model go by, read anew.
     *
     * @param model the model
     * @return that of the model's baseline and precision, or else of another precision, which is nearer than a guess
     */
    public static Optional<Calibration> find(FrozenModel model) {
        Objects.requireNonNull(model, "model");
        if (!Calibration.isFingerprint(model.fingerprint())) {
            return Optional.empty();
        }
        try {
            return Stream.concat(Stream.of(model.precision()), Arrays.stream(Precision.values()))
                    .distinct()
                    .map(precision -> CalibrationFile.of(model.fingerprint(), model.baseline(), precision))
                    .flatMap(file -> file.read().stream())
                    .findFirst();
        } catch (InvalidPathException e) {
            warn(e);
            return Optional.empty();
        }
    }

    /**
     * All that can be read.
     *
     * @return by the models' names
     */
    public static List<Calibration> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(CalibrationFile.SUFFIX))
                    .flatMap(file -> new CalibrationFile(file).read().stream())
                    .sorted(Comparator.comparing(Calibration::model)
                            .thenComparing(Calibration::fingerprint)
                            .thenComparing(Calibration::baseline)
                            .thenComparing(Calibration::precision))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | InvalidPathException e) {
            warn(e);
            return List.of();
        }
    }

    private static void warn(Exception e) {
        CalibrationFile.warn("The user's cache cannot be read (" + e
                + "), and no calibration is used: name a folder by the" + " environment variable CRAM_CACHE");
    }

    /**
     * Forgets a model, behind all baselines and in all precisions.
     *
     * @param model the model
     * @return whether there was anything to forget
     * @throws IOException if a file cannot be deleted
     */
    public static boolean forget(FrozenModel model) throws IOException {
        Objects.requireNonNull(model, "model");
        boolean forgotten = false;
        if (Calibration.isFingerprint(model.fingerprint())) {
            for (Baseline baseline : Baseline.values()) {
                for (Precision precision : Precision.values()) {
                    forgotten |= Files.deleteIfExists(CalibrationFile.of(model.fingerprint(), baseline, precision)
                            .path());
                }
            }
        }
        return forgotten;
    }
}
