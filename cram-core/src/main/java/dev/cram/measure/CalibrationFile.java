package dev.cram.measure;

import com.google.gson.JsonParseException;
import dev.cram.internal.Replacement;
import dev.cram.internal.UserCache;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file of one calibration. What cannot be read counts as not there, and is warned of, once. */
record CalibrationFile(Path path) {

    static final String SUFFIX = ".json";

    private static final Logger LOGGER = System.getLogger(CalibrationFile.class.getName());
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    static Path folder() {
        return UserCache.folder().resolve("calibrations");
    }

    /** The file of what a calibration depends on. */
    static CalibrationFile of(String fingerprint, Baseline baseline, Precision precision) {
        String behind = baseline.toString().replace(' ', '-');
        return new CalibrationFile(folder().resolve(fingerprint + "." + behind + "." + precision + SUFFIX));
    }

    static CalibrationFile of(Calibration calibration) {
        return of(calibration.fingerprint(), calibration.baseline(), calibration.precision());
    }

    void write(Calibration calibration) throws IOException {
        Files.createDirectories(folder());
        Replacement.write(path, CalibrationJson.of(calibration).getBytes(StandardCharsets.UTF_8));
    }

    /** Not by a channel, which a thread that was interrupted cannot read. */
    Optional<Calibration> read() {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        try (InputStream in = new FileInputStream(path.toFile())) {
            Calibration calibration = CalibrationJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            CalibrationFile usual = of(calibration);
            if (!usual.path.equals(path)) {
                throw new JsonParseException("it is that of " + usual.path.getFileName());
            }
            return Optional.of(calibration);
        } catch (IOException | JsonParseException | IllegalArgumentException | ArithmeticException e) {
            warn("The calibration " + path + " cannot be read (" + e
                    + ") and is not used: delete it, and run cram calibrate");
            return Optional.empty();
        }
    }

    static void warn(String message) {
        if (WARNED.add(message)) {
            LOGGER.log(Level.WARNING, message);
        }
    }
}
