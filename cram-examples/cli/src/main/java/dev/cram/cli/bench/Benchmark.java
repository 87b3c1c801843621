package dev.cram.cli.bench;

import dev.cram.Cram;
import dev.cram.measure.VectorBits;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.Progress;
import dev.cram.memory.ProgressListener;
import dev.cram.memory.StopReason;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import dev.cram.recipe.Recipe;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Runs recipes on samples. All texts of a recipe are evaluated in one batch, each leaving when done. Finished trials are
 * appended to a file, from which a stopped run continues (in a smaller batch, so with other last bits); a trial counts only
 * where all that it depends on is the same. No other process may use the file until the benchmark is closed.
 */
public final class Benchmark implements Closeable {

    private final FrozenModel model;
    private final Optional<FrozenModel> draft;
    private final CramSettings settings;
    private final List<String> texts;
    private final boolean prefixes;
    private final String run = UUID.randomUUID().toString();
    private final TrialLog finished;

    /**
     * With results in a file, or in memory only; asks for whole texts, or for as much of each as can be had.
     *
     * @throws CramException if another process uses the file, or a line of it cannot be read
     */
    public Benchmark(
            FrozenModel model,
            Optional<FrozenModel> draft,
            CramSettings settings,
            List<String> texts,
            @Nullable Path results,
            boolean prefixes)
            throws IOException {
        this.model = model;
        this.draft = draft;
        this.settings = calibrated(model, settings).acceptInexact(true).batch(texts.size());
        this.texts = texts;
        this.prefixes = prefixes;
        this.finished = new TrialLog(results);
    }

    /** Makes the user's calibration, which results depend on, one of the settings. */
    private static CramSettings calibrated(FrozenModel model, CramSettings settings) {
        VectorBits known = VectorBits.of(model, settings.vectorBits());
        return known.source() == VectorBits.Source.CALIBRATED ? settings.vectorBits(known.bits()) : settings;
    }

    /** Number of lines of the results that do not tell what they depend on, as those of earlier versions, and do not count. */
    public int linesWithoutKey() {
        return finished.linesWithoutKey();
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
                .map(text -> TrialKey.of(model, draft, chosen, prefixes, text))
                .toList();
        for (int i = 0; i < texts.size(); i++) {
            // Texts may be alike: each takes a trial of its own.
            int alike = Collections.frequency(keys.subList(0, i), keys.get(i));
            List<Trial> of = finished.under(keys.get(i));
            if (of.size() <= alike) {
                left.add(i);
            } else {
                Trial known = of.get(alike);
                trials.add(new Trial(known.recipe(), i, known.run(), known.report()));
            }
        }
        if (!left.isEmpty()) {
            Cram plain = Cram.with(model, chosen);
            Cram cram = draft.map(plain::draft).orElse(plain).listener(new ProgressListener() {
                @Override
                public void onProgress(Progress progress) {
                    watcher.onProgress(progress);
                }

                @Override
                public void onFinished(int text, MemoryVectors vectors) {
                    if (vectors.report().cost().stopReason() != StopReason.CANCELLED) {
                        int index = left.get(text);
                        Trial trial = new Trial(recipe.name(), index, run, vectors.report());
                        finished.add(keys.get(index), trial);
                        trials.add(trial);
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
                    + (finished.isKept() ? ": the same command continues where this one was" : ""));
        }
        trials.sort(Comparator.comparingInt(Trial::text));
        return trials;
    }

    /** Lets other processes use the results. */
    @Override
    public void close() throws IOException {
        finished.close();
    }
}
