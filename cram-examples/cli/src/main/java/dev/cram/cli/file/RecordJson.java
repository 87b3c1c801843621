package dev.cram.cli.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.cram.file.ReportFields;
import dev.cram.memory.CapacityReport;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes values as JSON for people and programs: all names are there, and a number that is not finite is null. */
public final class RecordJson {

    private static final JsonSerializer<Double> FINITE =
            (value, type, context) -> Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;

    private static final JsonSerializer<CapacityReport> FIELDS =
            (report, type, context) -> context.serialize(ReportFields.of(report));

    private static final JsonSerializer<Object> LABEL = (value, type, context) -> new JsonPrimitive(value.toString());

    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .registerTypeAdapter(double.class, FINITE)
            .registerTypeAdapter(Double.class, FINITE)
            .registerTypeHierarchyAdapter(CapacityReport.class, FIELDS)
            .registerTypeAdapter(Precision.class, LABEL)
            .registerTypeAdapter(Baseline.class, LABEL)
            .create();

    private RecordJson() {}

    /** The value's fields as an object, with a line's end. */
    public static byte[] bytes(Object value) {
        return (GSON.toJson(value) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    public static void write(Path file, Object value) throws IOException {
        Output.writing(file, () -> Files.write(file, bytes(value)));
    }
}
