package dev.cram.djl.internal.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.cram.djl.internal.checkpoint.file.ModelLimits;
import dev.cram.model.ModelException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** An entry of a configuration, read as the type that it must have, or refused by its name. */
record ConfigEntry(String source, String key, JsonElement value) {

    private static final int LONGEST_SHOWN = 80;
    private static final int MOST_REPEATED = 1 << 16;

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

    List<String> repeated() {
        return as(value -> repeated(value), "a list of lists of strings and how often each is repeated");
    }

    private static List<String> repeated(JsonElement value) {
        List<String> all = new ArrayList<>();
        for (JsonElement run : value.getAsJsonArray()) {
            List<String> strings = list(run.getAsJsonArray().get(0), JsonElement::getAsString);
            int times = run.getAsJsonArray().get(1).getAsInt();
            if (Math.multiplyExact(strings.size(), times) > MOST_REPEATED) {
                throw new IllegalArgumentException();
            }
            for (int i = 0; i < times; i++) {
                all.addAll(strings);
            }
        }
        return all;
    }

    List<Integer> integers() {
        return as(
                value -> list(value, item -> Math.toIntExact(new BigDecimal(item.getAsString()).longValueExact())),
                "a list of integers");
    }

    List<Double> numbers() {
        List<Double> numbers = as(value -> list(value, ConfigEntry::number), "a list of numbers");
        if (!numbers.stream().allMatch(Double::isFinite)) {
            throw wrong("a list of finite numbers");
        }
        return numbers;
    }

    /** Infinite numbers are written as such, or, by newer files, as objects. */
    List<Double> limits() {
        return as(value -> list(value, ConfigEntry::limit), "a list of numbers");
    }

    private static double limit(JsonElement value) {
        JsonElement named = value.isJsonObject() ? value.getAsJsonObject().get("__float__") : value;
        return named.getAsString().equals("Infinity") ? Double.POSITIVE_INFINITY : number(value);
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
