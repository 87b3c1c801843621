package dev.cram.study.observation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.memory.CramException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@linkplain LineLog file} of observations. Not thread-safe. */
public final class ResultLog implements Closeable {

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private static final Map<String, Class<?>> KINDS = Stream.of(Observation.class.getPermittedSubclasses())
            .collect(Collectors.toMap(ResultLog::name, Function.identity()));

    /** What every line begins with. */
    private static final String START = "{\"kind\":\"";

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
        log.file = LineLog.open(file, START, line -> log.read(line, file));
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
        LineLog.read(file, START, line -> log.read(line, file));
        return log;
    }

    private void read(String line, Path from) {
        try {
            observations.add(parse(line, from));
        } catch (IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException e) {
            throw new JsonParseException(e);
        }
    }

    private static Observation parse(String line, Path from) {
        JsonObject object = JsonParser.parseString(line).getAsJsonObject();
        String kind = object.get("kind").getAsString();
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new JsonParseException("unknown kind " + kind);
        }
        if (type == ModelFacts.class && !object.has("version")) {
            throw new CramException(from + " was made by an earlier version of this library, whose random words and"
                    + " settings were others: measure again, in another folder");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (!object.has(component.getName())
                    || object.get(component.getName()).isJsonNull()) {
                throw new JsonParseException("no " + component.getName());
            }
        }
        return (Observation) GSON.fromJson(object, type);
    }

    private static String line(Observation observation) {
        JsonObject object = new JsonObject();
        object.addProperty("kind", name(observation.getClass()));
        GSON.toJsonTree(observation).getAsJsonObject().entrySet().forEach(e -> object.add(e.getKey(), e.getValue()));
        return GSON.toJson(object) + "\n";
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().substring(0, 1).toLowerCase(Locale.ROOT)
                + type.getSimpleName().substring(1);
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
        String lines =
                made.stream().filter(observations::add).map(ResultLog::line).collect(Collectors.joining());
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
        for (Class<?> kind : KINDS.values()) {
            append(other.observations.all(kind.asSubclass(Observation.class)));
        }
    }

    /**
     * Checks that this log holds no results of a model under other settings.
     *
     * @param facts the model, with its settings
     * @throws CramException if it does
     */
    public void checkSame(ModelFacts facts) {
        observations
                .find(ModelFacts.class, facts.model())
                .filter(old -> !old.equals(facts))
                .ifPresent(old -> {
                    JsonObject before = GSON.toJsonTree(old).getAsJsonObject();
                    JsonObject now = GSON.toJsonTree(facts).getAsJsonObject();
                    String differing = Stream.concat(
                                    differing(before, now), differing(object(before, "plan"), object(now, "plan")))
                            .filter(name -> !name.startsWith("plan "))
                            .collect(Collectors.joining("; "));
                    throw new CramException(
                            "The results at hand of the model " + facts.model() + " were made with other settings: "
                                    + differing + ". Use the same settings, or name another folder");
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
