package dev.cram.djl.internal.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.model.ModelException;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** An entry of a configuration, read as the type that it must have, or refused by its name. */
record ConfigEntry(String source, String key, JsonElement value) {

    private static final int LONGEST_SHOWN = 80;

    int integer(int least) {
        double number = as(ConfigEntry::number, "an integer");
        if (number < least || number > ModelLimits.SIZE || number != Math.rint(number)) {
            throw wrong("an integer from " + least + " to " + ModelLimits.SIZE);
        }
        return (int) number;
    }

    /** A finite number. */
    double number() {
        double number = as(ConfigEntry::number, "a number");
        if (!Double.isFinite(number)) {
            throw wrong("a finite number");
        }
        return number;
    }

    boolean flag() {
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
            throw wrong("true or false");
        }
        return value.getAsBoolean();
    }

    String text() {
        return as(JsonElement::getAsString, "a string");
    }

    List<String> texts() {
        return as(value -> list(value, JsonElement::getAsString), "a list of strings");
    }

    List<Integer> integers() {
        return as(
                value -> list(value, item -> Math.toIntExact(new BigDecimal(item.getAsString()).longValueExact())),
                "a list of integers");
    }

    JsonObject section() {
        return as(JsonElement::getAsJsonObject, "an object");
    }

    /** A number that is written as one. */
    private static double number(JsonElement value) {
        if (!value.getAsJsonPrimitive().isNumber()) {
            throw new NumberFormatException();
        }
        return value.getAsDouble();
    }

    private static <T> List<T> list(JsonElement value, Function<JsonElement, T> reader) {
        return value.getAsJsonArray().asList().stream().map(reader).toList();
    }

    private <T> T as(Function<JsonElement, T> reader, String wanted) {
        try {
            return reader.apply(value);
        } catch (RuntimeException e) {
            throw wrong(wanted);
        }
    }

    private ModelException wrong(String wanted) {
        String shown = value.toString();
        return new ModelException(source + ": " + key + " must be " + wanted + ", but is "
                + (shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "..." : shown));
    }
}
