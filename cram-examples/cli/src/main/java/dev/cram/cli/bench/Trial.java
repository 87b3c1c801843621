package dev.cram.cli.bench;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import dev.cram.file.ReportFields;
import dev.cram.memory.CapacityReport;

/**
 * How one recipe fared on one text.
 *
 * @param recipe the recipe's name
 * @param text index of the text among the samples
 * @param run which run of the benchmark made it; a stopped run is continued by another
 * @param report what was measured
 */
public record Trial(String recipe, int text, String run, CapacityReport report) {

    static Trial read(JsonObject json) {
        return new Trial(
                json.get("recipe").getAsString(),
                json.get("text").getAsInt(),
                json.get("run").getAsString(),
                ReportFields.parse(json.get("report").toString()));
    }

    JsonObject json(Gson gson) {
        JsonObject json = new JsonObject();
        json.addProperty("recipe", recipe);
        json.addProperty("text", text);
        json.addProperty("run", run);
        json.add("report", gson.toJsonTree(ReportFields.of(report)));
        return json;
    }
}
