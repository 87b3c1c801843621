package dev.cram.study.observation;

import com.google.gson.JsonObject;
import dev.cram.model.CramException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@linkplain LineLog file} of observations. Not thread-safe. */
public final class ResultLog implements Closeable {

    private final Observations observations = new Observations();
    private @Nullable LineLog file;

    private ResultLog() {}

    /**
     * A log that is gone with the process.
     *
     * @return an empty log
     */
    public static ResultLog inMemory() {
        return new ResultLog();
    }

    /**
     * A log in a file, with what the file holds already. No other process may open it until it is closed.
     *
     * @param file the file, which need not exist
     * @return the log; the caller closes it
     * @throws IOException if it cannot be read or written
     * @throws CramException if it is no such log, or in use
     */
    public static ResultLog open(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        ResultLog log = new ResultLog();
        log.file = LineLog.open(file, ObservationJson.START, line -> log.read(line, file));
        return log;
    }

    /**
     * What a file holds; the file stays as it is.
     *
     * @param file the file
     * @return a log that is gone with the process
     * @throws IOException if it cannot be read
     * @throws CramException if it is no such log
     */
    public static ResultLog read(Path file) throws IOException {
        Objects.requireNonNull(file, "file");
        ResultLog log = new ResultLog();
        LineLog.read(file, ObservationJson.START, line -> log.read(line, file));
        return log;
    }

    private void read(String line, Path from) {
        // A line that stands twice counts once.
        var unused = observations.add(ObservationJson.parse(line, from));
    }

    /**
     * What the log holds.
     *
     * @return the observations, which grow with the log
     */
    public Observations observations() {
        return observations;
    }

    /**
     * Appends what is new of some observations, in one write.
     *
     * @param made the observations
     */
    public void append(List<? extends Observation> made) {
        String lines = made.stream()
                .filter(observations::add)
                .map(ObservationJson::line)
                .collect(Collectors.joining());
        if (file != null && !lines.isEmpty()) {
            file.append(lines);
        }
    }

    /**
     * Adds the observations of another log.
     *
     * @param other the other log
     * @throws CramException if both hold results of one model under different settings
     */
    public void join(ResultLog other) {
        for (ModelFacts facts : other.observations.all(ModelFacts.class)) {
            checkSame(facts);
        }
        ObservationJson.TYPES.forEach(type -> append(other.observations.all(type)));
    }

    /**
     * Checks that this log holds no results of a model under other settings.
     *
     * @param facts the model, with its settings
     * @throws CramException if it does
     */
    public void checkSame(ModelFacts facts) {
        observations.find(facts.key()).filter(old -> !old.equals(facts)).ifPresent(old -> {
            JsonObject before = ObservationJson.components(old);
            JsonObject now = ObservationJson.components(facts);
            String differing = Stream.concat(
                            differing(before, now), differing(object(before, "plan"), object(now, "plan")))
                    .filter(name -> !name.startsWith("plan "))
                    .collect(Collectors.joining("; "));
            throw new CramException(
                    "The results at hand of the model " + facts.model() + " were made with other settings: " + differing
                            + ". Use the same settings, or name another folder");
        });
    }

    private static JsonObject object(JsonObject whole, String name) {
        return whole.getAsJsonObject(name);
    }

    private static Stream<String> differing(JsonObject before, JsonObject now) {
        return now.keySet().stream()
                .filter(name -> !now.get(name).equals(before.get(name)))
                .map(name -> name + " was " + before.get(name) + " and is " + now.get(name));
    }

    /** Lets other processes open the file. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
