package dev.cram.internal.search;

import dev.cram.internal.text.CheckedText;
import dev.cram.internal.text.CheckedTexts;
import dev.cram.memory.InexactException;
import dev.cram.memory.InvalidTextException;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.TextResult;
import dev.cram.model.CramException;
import dev.cram.recipe.CramSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What comes of texts, as it comes: works while it is read, on so many batches of texts at a time that most rounds are full,
 * or on all of them where their state is kept, which is then that of the whole call.
 */
public final class Results implements Iterator<TextResult>, AutoCloseable {

    private static final int BATCHES = 32;

    private final Cramming cramming;
    private final CheckedTexts checks;
    private final Iterator<String> texts;
    private final Deque<TextResult> ready = new ArrayDeque<>();
    private @Nullable Searching searching;
    private int read;

    public Results(Job job, CheckedTexts checks, Iterator<String> texts) {
        this.cramming = new Cramming(job);
        this.checks = checks;
        this.texts = texts;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (searching != null) {
                work(searching);
            } else if (!cramming.job().isCancelled() && texts.hasNext()) {
                read();
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public TextResult next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all texts are done");
        }
        return ready.remove();
    }

    private void work(Searching work) {
        try {
            work.next().forEach(outcome -> ready.add(result(outcome)));
        } catch (CramException e) {
            work.abandon().forEach(text -> ready.add(new TextResult(text, null, e)));
        }
        if (work.isOver()) {
            close();
        }
    }

    private TextResult result(Outcome outcome) {
        MemoryVectors vectors = cramming.vectors(outcome);
        boolean wanted = outcome.done() || cramming.job().settings().acceptInexact();
        return new TextResult(
                outcome.index(), vectors, wanted ? null : new InexactException(List.of(vectors), List.of(vectors)));
    }

    /** Reads the next texts. */
    private void read() {
        CramSettings settings = cramming.job().settings();
        boolean all = cramming.job().file().isPresent();
        List<Attempt> attempts = new ArrayList<>();
        while ((all || attempts.size() < BATCHES * settings.batch()) && texts.hasNext()) {
            @Nullable String text = texts.next();
            int index = read++;
            try {
                attempts.add(Attempt.of(index, checked(text), settings, Goal.WHOLE));
            } catch (CramException e) {
                ready.add(new TextResult(index, null, e));
            }
        }
        if (!attempts.isEmpty()) {
            begin(attempts);
        }
    }

    private void begin(List<Attempt> attempts) {
        try {
            Searching begun = cramming.searching(attempts, Goal.WHOLE);
            begun.failures().forEach((text, why) -> ready.add(new TextResult(text, null, new CramException(why))));
            searching = begun;
        } catch (CramException e) {
            if (cramming.job().file().isPresent()) {
                throw e;
            }
            attempts.forEach(text -> ready.add(new TextResult(text.index(), null, e)));
        }
    }

    private CheckedText checked(@Nullable String text) {
        if (text == null) {
            throw new InvalidTextException("The text is null: give at least one character");
        }
        return checks.whole(text);
    }

    @Override
    public void close() {
        if (searching != null) {
            searching.close();
            searching = null;
        }
    }
}
