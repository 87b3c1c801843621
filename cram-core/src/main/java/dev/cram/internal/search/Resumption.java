package dev.cram.internal.search;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cram.internal.StateFile;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches of a call that may be killed and goes on from a file, where their state is written every few seconds. What an
 * earlier call came to comes first.
 */
final class Resumption implements Searching {

    private static final Logger LOGGER = System.getLogger(Resumption.class.getName());
    private static final long NANOS = 2_000_000_000;

    /** Writing takes at most one part in so many of the time. */
    private static final int SELDOM = 50;

    private final Job job;
    private final StateFile file;
    private final Searching searching;
    private final List<Outcome> outcomes;
    private final Map<Integer, String> failures;
    private boolean tellsEarlier;
    private @Nullable CramException failure;
    private long due = System.nanoTime();

    private Resumption(Job job, StateFile file, Kept kept, Searching searching) {
        this.job = job;
        this.file = file;
        this.searching = searching;
        this.outcomes = kept.outcomes();
        this.failures = kept.failures();
        this.tellsEarlier = !outcomes.isEmpty();
    }

    /**
     * What is kept.
     *
     * @param searching the {@link Searching#state()}
     * @param outcomes of texts that have one
     * @param failures why others have none, by their index
     */
    private record Kept(Serializable searching, List<Outcome> outcomes, Map<Integer, String> failures)
            implements Serializable {}

    /**
     * Goes on from what an earlier call left, or begins.
     *
     * @param path where the state is kept
     * @param attempts at all texts of the call
     * @param beginning the state that searches begin with
     * @param from searches that go on from a state
     */
    static Resumption of(
            Job job,
            Path path,
            Goal goal,
            List<Attempt> attempts,
            Serializable beginning,
            Function<Serializable, Searching> from) {
        StateFile file = new StateFile(
                path,
                key(job, goal, attempts),
                goal.method(job.settings().recipe()).optimizer().getClass().getPackageName());
        Kept kept = kept(file, beginning);
        return new Resumption(job, file, kept, from.apply(kept.searching()));
    }

    private static HashCode key(Job job, Goal goal, List<Attempt> attempts) {
        Hasher key = Hashing.sha256()
                .newHasher()
                .putBytes(job.key().asBytes())
                .putString(goal.name(), StandardCharsets.UTF_8);
        for (Attempt attempt : attempts) {
            String text = attempt.text().text();
            key.putInt(attempt.index()).putInt(text.length()).putString(text, StandardCharsets.UTF_8);
        }
        return key.hash();
    }

    /** What an earlier call left, or the beginning, which is written so that a file that cannot be is found before any work. */
    private static Kept kept(StateFile file, Serializable beginning) {
        Optional<Serializable> left = file.read();
        if (left.isPresent()) {
            return (Kept) left.get();
        }
        Kept kept = new Kept(beginning, new ArrayList<>(), new TreeMap<>());
        try {
            file.write(kept);
        } catch (IOException e) {
            throw new CramException(
                    file.file() + " cannot be written, so that the search could not go on from it: " + e.getMessage(),
                    e);
        }
        return kept;
    }

    @Override
    public boolean isOver() {
        return searching.isOver() && !tellsEarlier;
    }

    @Override
    public List<Outcome> next() {
        if (tellsEarlier) {
            tellsEarlier = false;
            return List.copyOf(outcomes);
        }
        try {
            List<Outcome> ended = searching.next();
            outcomes.addAll(ended);
            if (!job.isCancelled()) {
                offer();
            }
            return ended;
        } catch (CramException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public List<Integer> abandon() {
        List<Integer> abandoned = searching.abandon();
        String why = failure == null ? "" : String.valueOf(failure.getMessage());
        abandoned.forEach(text -> failures.put(text, why));
        offer();
        return abandoned;
    }

    @Override
    public Map<Integer, String> failures() {
        return Map.copyOf(failures);
    }

    /**
     * Writes the state, if it is time, or if the work is over. A search goes on even if it cannot be written, since its work
     * would be lost.
     */
    private void offer() {
        long began = System.nanoTime();
        if (began - due < 0 && !searching.isOver()) {
            return;
        }
        Path path = file.file();
        try {
            file.write(new Kept(searching.state(), outcomes, failures));
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING,
                    "{0} cannot be written, so that the search could go on only from what it held: {1}",
                    path,
                    e);
        }
        long now = System.nanoTime();
        due = now + Math.max(NANOS, SELDOM * (now - began));
    }

    @Override
    public Serializable state() {
        return searching.state();
    }

    @Override
    public void close() {
        searching.close();
    }
}
