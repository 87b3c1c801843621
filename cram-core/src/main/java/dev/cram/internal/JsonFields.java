package dev.cram.internal;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.util.Optional;

/** Values of a JSON object by name and kind; one that is missing or of another kind is named. */
public record JsonFields(JsonObject object) {

    public static JsonFields of(JsonElement element, String what) {
        if (!(element instanceof JsonObject object)) {
            throw new JsonParseException(what + " is not an object");
        }
        return new JsonFields(object);
    }

    public JsonFields inner(String name) {
        return of(value(name), name);
    }

    public Optional<JsonElement> find(String name) {
        JsonElement value = object.get(name);
        return value == null || value instanceof JsonNull ? Optional.empty() : Optional.of(value);
    }

    public String text(String name) {
        return primitive(name).getAsString();
    }

    public Optional<String> findText(String name) {
        return find(name).map(value -> text(name));
    }

    public boolean flag(String name) {
        JsonPrimitive value = primitive(name);
        if (!value.isBoolean()) {
            throw new JsonParseException(name + " is " + value);
        }
        return value.getAsBoolean();
    }

    public int integer(String name) {
        return Math.toIntExact(whole(name));
    }

    public long whole(String name) {
        return primitive(name).getAsBigDecimal().longValueExact();
    }

    /** Also what is no number, which a search that diverged has found. */
    public double number(String name) {
        return primitive(name).getAsDouble();
    }

    private JsonPrimitive primitive(String name) {
        if (!(value(name) instanceof JsonPrimitive primitive)) {
            throw new JsonParseException(name + " is " + value(name));
        }
        return primitive;
    }

    private JsonElement value(String name) {
        return find(name).orElseThrow(() -> new JsonParseException("there is no " + name));
    }
}
