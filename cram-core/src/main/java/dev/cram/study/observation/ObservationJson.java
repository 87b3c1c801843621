package dev.cram.study.observation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.model.CramException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An observation as a line of JSON: its {@link Kind}, then its components. */
final class ObservationJson {

    /** What every line begins with. */
    static final String START = "{\"kind\":\"";

    /** All types that a file may hold. */
    static final List<Class<? extends Observation>> TYPES = List.of(
            ModelFacts.class,
            StudyRun.class,
            Crammed.class,
            Rounded.class,
            Solution.class,
            SolutionLine.class,
            Trajectory.class,
            Coded.class);

    private static final Map<String, Class<? extends Observation>> BY_KIND =
            TYPES.stream().collect(Collectors.toMap(ObservationJson::kind, Function.identity()));

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private ObservationJson() {}

    static String kind(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(Kind.class), type.getName())
                .value();
    }

    /** Throws {@link JsonParseException} if a line is no observation. */
    static Observation parse(String line, Path from) {
        try {
            JsonObject object = JsonParser.parseString(line).getAsJsonObject();
            String kind = object.get("kind").getAsString();
            Class<? extends Observation> type = BY_KIND.get(kind);
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
            return GSON.fromJson(object, type);
        } catch (IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException e) {
            throw new JsonParseException(e);
        }
    }

    static String line(Observation observation) {
        JsonObject object = new JsonObject();
        object.addProperty("kind", kind(observation.getClass()));
        components(observation).entrySet().forEach(component -> object.add(component.getKey(), component.getValue()));
        return GSON.toJson(object) + "\n";
    }

    static JsonObject components(Observation observation) {
        return GSON.toJsonTree(observation).getAsJsonObject();
    }
}
