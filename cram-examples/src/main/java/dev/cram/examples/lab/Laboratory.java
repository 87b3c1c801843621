package dev.cram.examples.lab;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.cram.Cram;
import dev.cram.CramSettings;
import dev.cram.api.FrozenModel;
import dev.cram.api.MemoryVectors;
import dev.cram.api.Progress;
import dev.cram.api.ProgressListener;
import dev.cram.optim.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs recipes on samples. All texts of a recipe are evaluated in one batch, each leaving when done. Finished trials are
 * appended to a file, from which a stopped run continues (in a smaller batch, so with other last bits).
 */
public final class Laboratory {

    private static final Gson GSON =
            new GsonBuilder().serializeSpecialFloatingPointValues().create();

    private final FrozenModel model;
    private final CramSettings settings;
    private final List<String> texts;
    private final @Nullable Path results;
    private final boolean prefixes;
    private final String run = UUID.randomUUID().toString();

    /** With results in a file, or in memory only; asks for whole texts, or for as much of each as can be had. */
    public Laboratory(
            FrozenModel model, CramSettings settings, List<String> texts, @Nullable Path results, boolean prefixes) {
        this.model = model;
        this.settings = settings;
        this.texts = texts;
        this.results = results;
        this.prefixes = prefixes;
    }

    /** Runs what is not yet in the results, watched; gives one trial a text, in order. */
    public List<Trial> run(Recipe recipe, ProgressListener watcher) throws IOException {
        List<Trial> trials = new ArrayList<>(finished(recipe));
        Set<Integer> done = trials.stream().map(Trial::text).collect(Collectors.toSet());
        List<Integer> left = IntStream.range(0, texts.size())
                .boxed()
                .filter(i -> !done.contains(i))
                .toList();
        if (!left.isEmpty()) {
            Cram cram = Cram.with(
                            model, settings.recipe(recipe).acceptInexact(true).batch(texts.size()))
                    .listener(new ProgressListener() {
                        @Override
                        public void onProgress(Progress progress) {
                            watcher.onProgress(progress);
                        }

                        @Override
                        public void onFinished(int text, MemoryVectors vectors) {
                            Trial trial = new Trial(recipe.name(), left.get(text), run, vectors.report());
                            trials.add(trial);
                            append(trial);
                            watcher.onFinished(text, vectors);
                        }
                    });
            List<String> chosen = left.stream().map(texts::get).toList();
            if (prefixes) {
                cram.compressPrefixes(chosen);
            } else {
                cram.compressAll(chosen);
            }
        }
        trials.sort(Comparator.comparingInt(Trial::text));
        return trials;
    }

    private List<Trial> finished(Recipe recipe) throws IOException {
        if (results == null || !Files.exists(results)) {
            return List.of();
        }
        return Files.readAllLines(results).stream()
                .map(line -> Objects.requireNonNull(GSON.fromJson(line, Trial.class)))
                .filter(trial -> trial.recipe().equals(recipe.name()) && trial.text() < texts.size())
                .toList();
    }

    private void append(Trial trial) {
        if (results != null) {
            try {
                Files.writeString(
                        results, GSON.toJson(trial) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
