package dev.cram.djl.internal.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.model.ModelException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model's configuration, read by name and type; an entry of another type is an error that names it. An entry that is null
 * counts as absent, unless {@link #isNull} is asked for. Sizes and counts are at most 16,777,216. Immutable, thread-safe.
 */
public final class Config {

    private static final List<String> LAYERS = List.of("num_hidden_layers", "n_layer");

    private final String source;
    private final JsonObject json;

    private Config(String source, JsonObject json) {
        this.source = source;
        this.json = json;
    }

    /**
     * Parses a configuration.
     *
     * @param source what to call it in errors, such as {@code config.json}
     * @param json the text of a JSON object
     * @throws ModelException if the text is not a JSON object
     */
    public static Config parse(String source, String json) {
        try {
            return new Config(source, JsonParser.parseString(json).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new ModelException(source + " is damaged, not a JSON object: fetch it again", e);
        }
    }

    /** The names of the entries that are there, null or not. */
    public Set<String> keys() {
        return json.keySet();
    }

    /** Whether an entry is there and not null. */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /** Whether an entry says that there is none of something, which for some is not the same as to be absent. */
    public boolean isNull(String key) {
        return json.has(key) && json.get(key).isJsonNull();
    }

    /** An integer from 1 on that must be there. */
    public int size(String key) {
        return find(key)
                .orElseThrow(() -> error("has no " + key + ": fetch the complete file of a supported model"))
                .integer(1);
    }

    /** An integer from 1 on. */
    public int size(String key, int absent) {
        return find(key).map(entry -> entry.integer(1)).orElse(absent);
    }

    /** An integer from 0 on. */
    public int count(String key, int absent) {
        return find(key).map(entry -> entry.integer(0)).orElse(absent);
    }

    /** A finite number. */
    public double number(String key, double absent) {
        return find(key).map(ConfigEntry::number).orElse(absent);
    }

    public boolean flag(String key, boolean absent) {
        return find(key).map(ConfigEntry::flag).orElse(absent);
    }

    public String text(String key, String absent) {
        return find(key).map(ConfigEntry::text).orElse(absent);
    }

    /** A list of strings; empty if it is absent. */
    public List<String> texts(String key) {
        return find(key).map(ConfigEntry::texts).orElse(List.of());
    }

    /** A list of strings as GPT-Neo has it: lists of strings, each with the number of times that it is repeated. */
    public List<String> repeated(String key) {
        return find(key).map(ConfigEntry::repeated).orElse(List.of());
    }

    /** A list of integers; empty if it is absent. */
    public List<Integer> integers(String key) {
        return find(key).map(ConfigEntry::integers).orElse(List.of());
    }

    /** A list of finite numbers; empty if it is absent. */
    public List<Double> numbers(String key) {
        return find(key).map(ConfigEntry::numbers).orElse(List.of());
    }

    /** A list of numbers that may be infinite; empty if it is absent. */
    public List<Double> limits(String key) {
        return find(key).map(ConfigEntry::limits).orElse(List.of());
    }

    /** Whether an entry is a nested object. */
    public boolean isSection(String key) {
        return find(key).filter(entry -> entry.value().isJsonObject()).isPresent();
    }

    /** A nested object. */
    public Optional<Config> section(String key) {
        return find(key).map(entry -> new Config(within(key), entry.section()));
    }

    /** A nested object; without entries if it is absent. */
    public Config sectionOrEmpty(String key) {
        return section(key).orElseGet(() -> new Config(within(key), new JsonObject()));
    }

    private String within(String key) {
        return source + " (" + key + ")";
    }

    /** These entries with others laid over them, but for those that are null. */
    public Config with(Config others) {
        JsonObject all = json.deepCopy();
        others.keys().forEach(key -> others.find(key).ifPresent(entry -> all.add(key, entry.value())));
        return new Config(source, all);
    }

    /** Other entries, the text of a JSON object, of the same source. */
    public Config as(String entries) {
        return parse(source, entries);
    }

    /** Refuses a configuration of more layers than the checkpoint has tensors. */
    public void checkLayers(int tensors) {
        for (Config part : List.of(this, section("text_config").orElse(this))) {
            for (String key : LAYERS) {
                if (part.size(key, 1) > tensors) {
                    throw part.error("asks for " + part.size(key) + " layers (" + key + "), but the model has only "
                            + tensors + " tensors: fetch config.json and weights of the same model");
                }
            }
        }
    }

    /**
     * An error about this configuration.
     *
     * @param problem what is wrong and the cure, to follow the source's name
     */
    public ModelException error(String problem) {
        return new ModelException(source + " " + problem);
    }

    /** The configuration as JSON. */
    @Override
    public String toString() {
        return json.toString();
    }

    private Optional<ConfigEntry> find(String key) {
        return Optional.ofNullable(json.get(key))
                .filter((JsonElement value) -> !value.isJsonNull())
                .map(value -> new ConfigEntry(source, key, value));
    }
}
