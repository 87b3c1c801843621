package dev.cram.djl.internal.decoder;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Configurations of golden cases with changes. */
public final class Configs {

    private Configs() {}

    /**
     * A case's configuration.
     *
     * @param changes a JSON object, with single quotes, whose entries replace those of the case; 'absent' removes one
     */
    public static Config of(String name, String changes) {
        return Config.parse("config.json", json(name, changes).toString());
    }

    public static JsonObject json(String name, String changes) {
        try {
            JsonObject json = parse(Files.readString(TinyModel.golden(name).resolve("config.json")));
            parse(changes.replace('\'', '"')).asMap().forEach((key, value) -> {
                json.add(key, value);
                if (value.toString().equals("\"absent\"")) {
                    json.remove(key);
                }
            });
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject parse(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
