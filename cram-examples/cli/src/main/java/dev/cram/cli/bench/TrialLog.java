package dev.cram.cli.bench;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.study.observation.LineLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finished trials, and the file that keeps them, if there is one: a line a trial. */
final class TrialLog implements Closeable {

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** What every line of the results begins with. */
    private static final String START = "{\"recipe\":\"";

    private final ListMultimap<TrialKey, Trial> trials = ArrayListMultimap.create();
    private final @Nullable LineLog file;
    private int withoutKey;

    TrialLog(@Nullable Path file) throws IOException {
        this.file = file == null ? null : LineLog.open(file, START, this::read);
    }

    private void read(String line) {
        try {
            JsonObject trial = JsonParser.parseString(line).getAsJsonObject();
            if (!trial.has("report") || !trial.has("text")) {
                throw new JsonParseException("no trial");
            }
            if (!trial.has("key")) {
                withoutKey++;
                return;
            }
            trials.put(GSON.fromJson(trial.get("key"), TrialKey.class), Trial.read(trial));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new JsonParseException(e);
        }
    }

    int linesWithoutKey() {
        return withoutKey;
    }

    boolean isKept() {
        return file != null;
    }

    List<Trial> under(TrialKey key) {
        return trials.get(key);
    }

    void add(TrialKey key, Trial trial) {
        trials.put(key, trial);
        if (file != null) {
            JsonObject line = trial.json(GSON);
            line.add("key", GSON.toJsonTree(key));
            file.append(GSON.toJson(line) + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
