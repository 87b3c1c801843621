package dev.cram.measure;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.internal.JsonFields;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;

/** A calibration as a JSON object for people and programs. What a later version adds is left alone. */
final class CalibrationJson {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private CalibrationJson() {}

    static String of(Calibration calibration) {
        JsonObject json = new JsonObject();
        json.addProperty("model", calibration.model());
        json.addProperty("fingerprint", calibration.fingerprint());
        json.addProperty("precision", calibration.precision().toString());
        json.addProperty("baseline", calibration.baseline().toString());
        json.addProperty("vectorBits", calibration.vectorBits());
        json.addProperty("deviationBits", calibration.deviationBits());
        json.addProperty("meanError", calibration.meanError());
        json.addProperty("texts", calibration.texts());
        json.addProperty("recipe", calibration.recipe());
        json.addProperty("evaluations", calibration.evaluations());
        json.addProperty("version", calibration.version());
        json.addProperty("date", calibration.date());
        return GSON.toJson(json) + "\n";
    }

    /** Throws {@link IllegalArgumentException}, {@link ArithmeticException} or {@link JsonParseException} for what is none. */
    static Calibration parse(String text) {
        JsonFields json = JsonFields.of(JsonParser.parseString(text), "the content");
        return new Calibration(
                json.text("fingerprint"),
                json.text("model"),
                Precision.named(json.text("precision")),
                Baseline.named(json.text("baseline")),
                json.number("vectorBits"),
                json.number("deviationBits"),
                json.number("meanError"),
                json.integer("texts"),
                json.text("recipe"),
                json.number("evaluations"),
                json.text("version"),
                json.text("date"));
    }
}
