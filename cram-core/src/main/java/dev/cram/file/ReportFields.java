package dev.cram.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.internal.JsonFields;
import dev.cram.measure.MeasuredReport;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.StopReason;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report as flat names and values: what {@code .cram} files and JSON hold of it. The names are part of the format, and
 * stay. Stateless and thread-safe.
 */
public final class ReportFields {

    /** What may be missing; reports from before it was recorded have none. */
    private static final Set<String> OPTIONAL = Set.of("stopReason", "recipe", "threads", "vectorBits");

    private ReportFields() {}

    /**
     * All measurements, and what follows from them.
     *
     * @param report the report
     * @return values by name, in the order of the format; numbers, strings, booleans and null
     */
    public static Map<String, Object> of(CapacityReport report) {
        Objects.requireNonNull(report, "report");
        CapacityReport.Cost cost = report.cost();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exact", report.exact());
        fields.put("tokens", report.text().tokens());
        fields.put("vectors", report.vectors().count());
        fields.put("width", report.vectors().width());
        fields.put("teacherForcedAccuracy", report.teacherForcedAccuracy());
        fields.put("horizonTokens", report.tokens().horizon());
        fields.put("minMargin", report.tokens().minMargin());
        fields.put("steps", cost.steps());
        fields.put("evaluations", cost.evaluations());
        fields.put("seconds", cost.seconds());
        fields.put(
                "stopReason",
                cost.stopReason() == null ? null : cost.stopReason().name());
        fields.put("crossEntropyBeforeBits", report.bits().before());
        fields.put("crossEntropyAfterBits", report.bits().after());
        fields.put("informationGainBits", report.informationGainBits());
        fields.put("innerInformationGainNats", report.bits().innerGainNats());
        fields.put("tokenGain", report.tokenGain());
        fields.put("theoreticalCapacityTokens", report.theoreticalCapacityTokens());
        fields.put("bitsPerComponent", CapacityReport.BITS_PER_COMPONENT);
        fields.put("tokenUtilization", report.tokenUtilization());
        fields.put("bitUtilization", report.bitUtilization());
        fields.put("tokensPerVector", report.tokensPerVector());
        fields.put("textBytes", report.text().bytes());
        fields.put("vectorBytes", report.vectorBytes());
        fields.put("model", report.model().name());
        fields.put("precision", report.model().precision().toString());
        fields.put("threads", report.model().threads());
        fields.put("recipe", cost.recipe());
        fields.put("seed", cost.seed());
        fields.put("reducedBatch", cost.reducedBatch());
        fields.put("vectorBits", cost.vectorBits());
        fields.put("baseline", report.bits().baseline().toString());
        return fields;
    }

    /**
     * Reads a report from JSON.
     *
     * @param json an object of the names of {@link #of}; {@code stopReason}, {@code recipe}, {@code threads}, {@code
     *     vectorBits} and {@code baseline} may be missing, others are left alone
     * @return the report
     * @throws IllegalArgumentException if a value is missing or of another kind
     */
    public static CapacityReport parse(String json) {
        Objects.requireNonNull(json, "json");
        try {
            return read(JsonParser.parseString(json));
        } catch (JsonParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    static CapacityReport read(JsonElement json) {
        JsonFields fields = JsonFields.of(json, "report");
        int tokens = fields.integer("tokens");
        int correct = (int) Math.round(fields.number("teacherForcedAccuracy") * tokens);
        int count = fields.integer("vectors");
        int width = fields.integer("width");
        double capacity = fields.number("theoreticalCapacityTokens");
        CapacityReport report = new MeasuredReport(
                fields.flag("exact"),
                new CapacityReport.Text(tokens, fields.integer("textBytes")),
                new CapacityReport.Vectors(count, width),
                new CapacityReport.Tokens(
                        correct,
                        correct - fields.integer("tokenGain"),
                        fields.integer("horizonTokens"),
                        fields.number("minMargin")),
                new CapacityReport.Bits(
                        fields.number("crossEntropyBeforeBits"),
                        fields.number("crossEntropyAfterBits"),
                        fields.number("innerInformationGainNats"),
                        fields.findText("baseline").map(Baseline::named).orElse(Baseline.NONE)),
                new CapacityReport.Cost(
                        fields.integer("steps"),
                        fields.number("evaluations"),
                        fields.number("seconds"),
                        fields.findText("stopReason").map(StopReason::valueOf).orElse(null),
                        fields.findText("recipe").orElse(null),
                        fields.whole("seed"),
                        fields.integer("reducedBatch"),
                        fields.find("vectorBits").isEmpty() ? 0 : fields.number("vectorBits")),
                new CapacityReport.Model(
                        fields.text("model"),
                        Precision.named(fields.text("precision")),
                        vocabularySize(count, width, fields.integer("bitsPerComponent"), capacity),
                        fields.find("threads").isEmpty() ? 0 : fields.integer("threads")));
        of(report).forEach((name, value) -> checkThere(fields, name, value));
        return report;
    }

    /** What follows from the measurements is worked out again, but a file without it is not what was written. */
    private static void checkThere(JsonFields fields, String name, @Nullable Object value) {
        if (value instanceof Number && !OPTIONAL.contains(name)) {
            double unused = fields.number(name);
        }
    }

    /** The V of Eq. 1, which the format does not name. */
    private static int vocabularySize(int vectors, int width, int bitsPerComponent, double capacity) {
        return (int) Math.round(Math.pow(2, (double) vectors * width * bitsPerComponent / capacity));
    }
}
