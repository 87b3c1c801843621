package dev.cram.cli.bench;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.cram.Cram;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import dev.cram.study.observation.LineLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs recipes on samples. All texts of a recipe are evaluated in one batch, each leaving when done. Finished trials are
 * appended to a file, from which a stopped run continues (in a smaller batch, so with other last bits); a trial counts only
 * where all that it depends on is the same. No other process may use the file until the benchmark is closed.
 */
public final class Benchmark implements Closeable {

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    /** What every line of the results begins with. */
    private static final String START = "{\"recipe\":\"";

    private final FrozenModel model;
    private final CramSettings settings;
    private final List<String> texts;
    private final boolean prefixes;
    private final String run = UUID.randomUUID().toString();
    private final ListMultimap<TrialKey, Trial> finished = ArrayListMultimap.create();
    private final @Nullable LineLog results;
    private int withoutKey;

    /**
     * With results in a file, or in memory only; asks for whole texts, or for as much of each as can be had.
     *
     * @throws CramException if another process uses the file, or a line of it cannot be read
     */
    public Benchmark(
            FrozenModel model, CramSettings settings, List<String> texts, @Nullable Path results, boolean prefixes)
            throws IOException {
        this.model = model;
        this.settings = settings.acceptInexact(true).batch(texts.size());
        this.texts = texts;
        this.prefixes = prefixes;
        this.results = results == null ? null : LineLog.open(results, START, this::read);
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
            finished.put(GSON.fromJson(trial.get("key"), TrialKey.class), Trial.read(trial));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
            throw new JsonParseException(e);
        }
    }

    /** Number of lines of the results that do not tell what they depend on, as those of earlier versions, and do not count. */
    public int linesWithoutKey() {
        return withoutKey;
    }

    /**
     * Runs what is not yet in the results, watched; gives one trial a text, in order.
     *
     * @throws CramException if the thread was interrupted; what was finished before is kept
     */
    public List<Trial> run(Recipe recipe, ProgressListener watcher) {
        CramSettings chosen = settings.recipe(recipe);
        List<Trial> trials = new ArrayList<>();
        List<Integer> left = new ArrayList<>();
        List<TrialKey> keys = texts.stream()
                .map(text -> TrialKey.of(model, chosen, prefixes, text))
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            // Texts may be alike: each takes a trial of its own.
            int alike = Collections.frequency(keys.subList(0, i), keys.get(i));
            List<Trial> of = finished.get(keys.get(i));
            if (of.size() <= alike) {
                left.add(i);
            } else {
                Trial known = of.get(alike);
                trials.add(new Trial(known.recipe(), i, known.run(), known.report()));
            }
        }
        if (!left.isEmpty()) {
            Cram cram = Cram.with(model, chosen).listener(new ProgressListener() {
                @Override
                public void onProgress(Progress progress) {
                    watcher.onProgress(progress);
                }

                @Override
                public void onFinished(int text, MemoryVectors vectors) {
                    if (vectors.report().cost().stopReason() != StopReason.CANCELLED) {
                        int index = left.get(text);
                        trials.add(keep(new Trial(recipe.name(), index, run, vectors.report()), keys.get(index)));
                        watcher.onFinished(text, vectors);
                    }
                }
            });
            List<String> rest = left.stream().map(texts::get).toList();
            // The listener has kept each as it was found.
            List<MemoryVectors> unused = prefixes ? cram.compressPrefixes(rest) : cram.compressAll(rest);
        }
        if (trials.size() < texts.size()) {
            throw new CramException("Stopped after " + trials.size() + " of " + texts.size() + " texts of the recipe "
                    + recipe.name()
                    + (results == null ? "" : ": the same command continues where this one was"));
        }
        trials.sort(Comparator.comparingInt(Trial::text));
        return trials;
    }

    private Trial keep(Trial trial, TrialKey key) {
        finished.put(key, trial);
        if (results != null) {
            JsonObject line = trial.json(GSON);
            line.add("key", GSON.toJsonTree(key));
            results.append(GSON.toJson(line) + "\n");
        }
        return trial;
    }

    /** Lets other processes use the results. */
    @Override
    public void close() throws IOException {
        if (results != null) {
            results.close();
        }
    }
}
