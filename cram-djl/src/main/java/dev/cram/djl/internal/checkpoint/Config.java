package dev.cram.djl.internal.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.model.ModelException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A model's configuration, read by name and type. An entry that is null counts as absent, unless {@link #isNull} is asked
 * for. Immutable, thread-safe.
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
     * @return the configuration
     * @throws ModelException if the text is not a JSON object
     */
    public static Config parse(String source, String json) {
        try {
            return new Config(source, JsonParser.parseString(json).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException e) {
            throw new ModelException(source + " is damaged, not a JSON object: fetch it again", e);
        }
    }

    /**
     * Whether an entry is there.
     *
     * @param key the entry's name
     * @return true if it is there and not null
     */
    public boolean has(String key) {
        return find(key).isPresent();
    }

    /**
     * Whether an entry says that there is none of something, which for some is not the same as to be absent.
     *
     * @param key the entry's name
     * @return true if it is there and null
     */
    public boolean isNull(String key) {
        return json.has(key) && json.get(key).isJsonNull();
    }

    /**
     * An integer that must be there.
     *
     * @param key the entry's name
     * @return the value, 1 to 16,777,216
     */
    public int size(String key) {
        if (!has(key)) {
            throw error("has no " + key + ": fetch the complete file of a supported model");
        }
        return size(key, 0);
    }

    /**
     * An integer.
     *
     * @param key the entry's name
     * @param absent what stands in for an absent entry
     * @return the value, 1 to 16,777,216 if it is there
     */
    public int size(String key, int absent) {
        return integer(key, 1, absent);
    }

    /**
     * An integer that may be 0.
     *
     * @param key the entry's name
     * @param absent what stands in for an absent entry
     * @return the value, 0 to 16,777,216 if it is there
     */
    public int count(String key, int absent) {
        return integer(key, 0, absent);
    }

    private int integer(String key, int least, int absent) {
        Optional<JsonElement> found = find(key);
        if (found.isEmpty()) {
            return absent;
        }
        double value = read(key, found.get(), Config::number, "an integer");
        if (value < least || value > ModelLimits.SIZE || value != Math.rint(value)) {
            throw wrong(key, found.get(), "an integer from " + least + " to " + ModelLimits.SIZE);
        }
        return (int) value;
    }

    /** A number that is written as one. */
    private static double number(JsonElement value) {
        if (!value.getAsJsonPrimitive().isNumber()) {
            throw new NumberFormatException();
        }
        return value.getAsDouble();
    }

    /**
     * A number.
     *
     * @param key the entry's name
     * @param absent what stands in for an absent entry
     * @return the value, finite
     */
    public double number(String key, double absent) {
        Optional<JsonElement> found = find(key);
        double value = found.isEmpty() ? absent : read(key, found.get(), Config::number, "a number");
        if (!Double.isFinite(value)) {
            throw wrong(key, found.orElseThrow(), "a finite number");
        }
        return value;
    }

    /**
     * A truth value.
     *
     * @param key the entry's name
     * @param absent what stands in for an absent entry
     * @return the value
     */
    public boolean flag(String key, boolean absent) {
        Optional<JsonElement> found = find(key);
        if (found.isEmpty()) {
            return absent;
        }
        if (!found.get().isJsonPrimitive() || !found.get().getAsJsonPrimitive().isBoolean()) {
            throw wrong(key, found.get(), "true or false");
        }
        return found.get().getAsBoolean();
    }

    /**
     * A string.
     *
     * @param key the entry's name
     * @param absent what stands in for an absent entry
     * @return the value
     */
    public String text(String key, String absent) {
        return find(key)
                .map(value -> read(key, value, JsonElement::getAsString, "a string"))
                .orElse(absent);
    }

    /**
     * A list of strings.
     *
     * @param key the entry's name
     * @return the values; empty if the entry is absent
     */
    public List<String> texts(String key) {
        return list(key, JsonElement::getAsString, "a list of strings");
    }

    /**
     * A list of integers.
     *
     * @param key the entry's name
     * @return the values; empty if the entry is absent
     */
    public List<Integer> integers(String key) {
        return list(
                key,
                value -> Math.toIntExact(new BigDecimal(value.getAsString()).longValueExact()),
                "a list of integers");
    }

    private <T> List<T> list(String key, Function<JsonElement, T> reader, String wanted) {
        return find(key)
                .map(value -> read(
                        key,
                        value,
                        list -> list.getAsJsonArray().asList().stream()
                                .map(reader)
                                .toList(),
                        wanted))
                .orElse(List.of());
    }

    /**
     * A nested object.
     *
     * @param key the entry's name
     * @return its entries, or nothing if the entry is absent
     */
    public Optional<Config> section(String key) {
        return find(key)
                .map(value -> new Config(
                        source + " (" + key + ")", read(key, value, JsonElement::getAsJsonObject, "an object")));
    }

    /**
     * A nested object.
     *
     * @param key the entry's name
     * @return its entries; none if the entry is absent
     */
    public Config sectionOrEmpty(String key) {
        return section(key).orElseGet(() -> new Config(source + " (" + key + ")", new JsonObject()));
    }

    /**
     * The names of the entries that are there, null or not.
     *
     * @return the names
     */
    public Set<String> keys() {
        return json.keySet();
    }

    /**
     * Whether an entry is a nested object.
     *
     * @param key the entry's name
     * @return true if it is there and an object
     */
    public boolean isSection(String key) {
        return find(key).filter(JsonElement::isJsonObject).isPresent();
    }

    /**
     * These entries with others laid over them.
     *
     * @param others entries that win over those of the same names; those that are null do not
     * @return all entries
     */
    public Config with(Config others) {
        JsonObject all = json.deepCopy();
        others.keys().forEach(key -> others.find(key).ifPresent(value -> all.add(key, value)));
        return new Config(source, all);
    }

    /**
     * Other entries, of the same source.
     *
     * @param entries the text of a JSON object
     * @return the configuration
     */
    public Config as(String entries) {
        return parse(source, entries);
    }

    /**
     * Refuses a configuration of more layers than there are tensors.
     *
     * @param tensors number of tensors of the checkpoint
     */
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
     * @return the error, to be thrown
     */
    public ModelException error(String problem) {
        return new ModelException(source + " " + problem);
    }

    /** The configuration as JSON. */
    @Override
    public String toString() {
        return json.toString();
    }

    private Optional<JsonElement> find(String key) {
        return Optional.ofNullable(json.get(key)).filter(value -> !value.isJsonNull());
    }

    private <T> T read(String key, JsonElement value, Function<JsonElement, T> reader, String wanted) {
        try {
            return reader.apply(value);
        } catch (RuntimeException e) {
            throw wrong(key, value, wanted);
        }
    }

    private ModelException wrong(String key, JsonElement value, String wanted) {
        String shown = value.toString();
        return new ModelException(source + ": " + key + " must be " + wanted + ", but is "
                + (shown.length() > 80 ? shown.substring(0, 80) + "..." : shown));
    }
}
