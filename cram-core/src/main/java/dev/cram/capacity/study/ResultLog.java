package dev.cram.capacity.study;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.api.CramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of observations, one JSON object a line, that only grows. A process may end at any moment: at most the last line
 * is cut, which the next one removes. Used by one process at a time; not thread-safe.
 */
public final class ResultLog {

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private static final Map<String, Class<?>> KINDS = Stream.of(Observation.class.getPermittedSubclasses())
            .collect(Collectors.toMap(ResultLog::name, Function.identity()));

    private final @Nullable Path file;
    private final Observations observations = new Observations();

    private ResultLog(@Nullable Path file) {
        this.file = file;
    }

    /**
     * A log that is gone with the process.
     *
     * @return an empty log
     */
    public static ResultLog inMemory() {
        return new ResultLog(null);
    }

    /**
     * A log in a file, with what the file holds already.
     *
     * @param file the file, which need not exist
     * @return the log
     * @throws IOException if it cannot be read or written
     * @throws CramException if it is no such log
     */
    public static ResultLog open(Path file) throws IOException {
        ResultLog log = new ResultLog(file);
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            log.read(new String(bytes, 0, end, StandardCharsets.UTF_8), file);
            if (end < bytes.length) {
                Files.write(file, Arrays.copyOf(bytes, end));
            }
        }
        return log;
    }

    private void read(String lines, Path from) {
        int number = 0;
        for (String line : lines.lines().toList()) {
            number++;
            try {
                observations.add(parse(line));
            } catch (JsonParseException | IllegalStateException | NullPointerException e) {
                throw new CramException(
                        from + ", line " + number
                                + " is no result of a study: move the file away, or name another folder",
                        e);
            }
        }
    }

    private static Observation parse(String line) {
        JsonObject object = JsonParser.parseString(line).getAsJsonObject();
        String kind = object.get("kind").getAsString();
        Class<?> type = KINDS.get(kind);
        if (type == null) {
            throw new JsonParseException("unknown kind " + kind);
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
            try {
                Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
    void checkSame(ModelFacts facts) {
        observations
                .find(ModelFacts.class, facts.model())
                .filter(old -> !old.equals(facts))
                .ifPresent(old -> {
                    JsonObject before = GSON.toJsonTree(old).getAsJsonObject();
                    JsonObject now = GSON.toJsonTree(facts).getAsJsonObject();
                    String differing = now.keySet().stream()
                            .filter(name -> !now.get(name).equals(before.get(name)))
                            .map(name -> name + " was " + before.get(name) + " and is " + now.get(name))
                            .collect(Collectors.joining("; "));
                    throw new CramException(
                            "The results at hand of the model " + facts.model() + " were made with other settings: "
                                    + differing + ". Use the same settings, or name another folder");
                });
    }
}
