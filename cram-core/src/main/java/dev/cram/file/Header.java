package dev.cram.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON header of a {@code .cram} file. Names that are not known are left alone, since a later release may add some.
 *
 * @param count number of vectors
 * @param width components of each
 * @param origin where they come from
 * @param report what was measured, if it was
 */
record Header(
        int count,
        int width,
        MemoryVectors.Origin origin,
        @Nullable CapacityReport report) {

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** What a header may leave out; files from before threads were recorded have none. */
    private static final Set<String> OPTIONAL = Set.of("report", "stopReason", "recipe", "threads");

    static Header of(MemoryVectors vectors) {
        return new Header(
                vectors.count(), vectors.width(), vectors.origin(), vectors.hasReport() ? vectors.report() : null);
    }

    String json() {
        return GSON.toJson(this);
    }

    /** Whatever is wrong with a header is the file's fault, and is named as such. */
    static Header parse(String json, String name) {
        try {
            JsonElement parsed = JsonParser.parseString(json);
            checkNames(parsed, Header.class);
            Header header = GSON.fromJson(parsed, Header.class);
            if (header.count < 1 || header.width < 1) {
                throw new JsonParseException("count is " + header.count + ", width is " + header.width);
            }
            return header;
        } catch (RuntimeException e) {
            throw new CramFileException(
                    name + " has a header that is not that of version 1 (" + root(e) + "): copy or make it again", e);
        }
    }

    private static void checkNames(JsonElement element, Class<?> type) {
        if (!(element instanceof JsonObject object)) {
            throw new JsonParseException("a " + type.getSimpleName() + " is not an object");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            JsonElement value = object.get(component.getName());
            if (value == null && !OPTIONAL.contains(component.getName())) {
                throw new JsonParseException("there is no " + component.getName());
            }
            if (value != null && component.getType().isRecord()) {
                checkNames(value, component.getType());
            }
        }
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
