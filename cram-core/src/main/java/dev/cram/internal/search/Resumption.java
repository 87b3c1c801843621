package dev.cram.internal.search;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.cram.internal.StateFile;
import dev.cram.internal.text.CheckedText;
import dev.cram.model.CramException;
import java.io.IOException;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a call that may be killed goes on from: its state is written every few seconds. */
final class Resumption {

    private static final Logger LOGGER = System.getLogger(Resumption.class.getName());
    private static final long NANOS = 2_000_000_000;

    /** Writing takes at most one part in so many of the time. */
    private static final int SELDOM = 50;

    private final StateFile file;
    private long due = System.nanoTime();

    private Resumption(StateFile file) {
        this.file = file;
    }

    /**
     * What is kept.
     *
     * @param searching the {@link Searching#state()}
     * @param outcomes of texts that have one
     */
    record Kept(Serializable searching, List<Outcome> outcomes) implements Serializable {}

    /** Of a call; empty if it is not to be kept. */
    static Optional<Resumption> of(Job job, Goal goal, List<CheckedText> texts) {
        return job.file()
                .map(file -> new Resumption(new StateFile(
                        file,
                        key(job, goal, texts),
                        goal.method(job.settings().recipe())
                                .optimizer()
                                .getClass()
                                .getPackageName())));
    }

    private static HashCode key(Job job, Goal goal, List<CheckedText> texts) {
        Hasher key = Hashing.sha256()
                .newHasher()
                .putBytes(job.key().asBytes())
                .putString(goal.name(), StandardCharsets.UTF_8);
        for (CheckedText text : texts) {
            key.putInt(text.text().length()).putString(text.text(), StandardCharsets.UTF_8);
        }
        return key.hash();
    }

    /** What an earlier call left, or the beginning, which is written so that a file that cannot be is found before any work. */
    Kept begin(Serializable beginning) {
        Optional<Serializable> left = file.read();
        if (left.isPresent()) {
            return (Kept) left.get();
        }
        Kept kept = new Kept(beginning, new ArrayList<>());
        try {
            file.write(kept);
        } catch (IOException e) {
            throw new CramException(
                    file.file() + " cannot be written, so that the search could not go on from it: " + e.getMessage(),
                    e);
        }
        return kept;
    }

    /**
     * Writes the state, if it is time, or if the work is over. A search goes on even if it cannot be written, since its work
     * would be lost.
     */
    void offer(Searching searching, List<Outcome> outcomes) {
        long began = System.nanoTime();
        if (began - due < 0 && !searching.isOver()) {
            return;
        }
        Path path = file.file();
        try {
            file.write(new Kept(searching.state(), outcomes));
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
}
