package dev.cram.study.observation;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.cram.model.Baseline;
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

    /** What results of a model say only where it is not none, so that older ones are like those of today. */
    private static final String BASELINE = "baseline";

    private static final Gson GSON = new GsonBuilder()
            .registerTypeAdapter(Baseline.class, (JsonSerializer<Baseline>)
                    (baseline, type, context) -> new JsonPrimitive(baseline.toString()))
            .registerTypeAdapter(Baseline.class, (JsonDeserializer<Baseline>)
                    (json, type, context) -> Baseline.named(json.getAsString()))
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
            if (type == ModelFacts.class && !object.has(BASELINE)) {
                object.addProperty(BASELINE, Baseline.NONE.toString());
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
        JsonObject components = GSON.toJsonTree(observation).getAsJsonObject();
        if (observation instanceof ModelFacts facts && facts.baseline() == Baseline.NONE) {
            components.remove(BASELINE);
        }
        return components;
    }
}
