package dev.cram.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.internal.JsonFields;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.CramFileException;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Precision;
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

    static Header of(MemoryVectors vectors) {
        return new Header(
                vectors.count(), vectors.width(), vectors.origin(), vectors.hasReport() ? vectors.report() : null);
    }

    String json() {
        JsonObject from = new JsonObject();
        from.addProperty("model", origin.model());
        from.addProperty("fingerprint", origin.fingerprint());
        from.addProperty("precision", origin.precision().toString());
        from.addProperty("tokens", origin.tokens());
        from.addProperty("textSha256", origin.textSha256());
        from.addProperty("exact", origin.exact());
        JsonObject header = new JsonObject();
        header.addProperty("count", count);
        header.addProperty("width", width);
        header.add("origin", from);
        if (report != null) {
            header.add("report", GSON.toJsonTree(ReportFields.of(report)));
        }
        return GSON.toJson(header);
    }

    /** Whatever is wrong with a header is the file's fault, and is named as such. */
    static Header parse(String json, String name) {
        try {
            return read(JsonFields.of(JsonParser.parseString(json), "the header"));
        } catch (RuntimeException e) {
            throw new CramFileException(
                    name + " has a header that is not that of version 1 (" + root(e) + "): copy or make it again", e);
        }
    }

    private static Header read(JsonFields header) {
        int count = header.integer("count");
        int width = header.integer("width");
        if (count < 1 || width < 1) {
            throw new JsonParseException("count is " + count + ", width is " + width);
        }
        JsonFields from = header.inner("origin");
        MemoryVectors.Origin origin = new MemoryVectors.Origin(
                from.text("model"),
                from.text("fingerprint"),
                Precision.named(from.text("precision")),
                from.integer("tokens"),
                from.text("textSha256"),
                from.flag("exact"));
        JsonElement report = header.find("report").orElse(null);
        return new Header(count, width, origin, report == null ? null : ReportFields.read(report));
    }

    private static String root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }
}
