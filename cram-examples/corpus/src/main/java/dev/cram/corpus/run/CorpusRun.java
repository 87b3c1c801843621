package dev.cram.corpus.run;

import com.google.common.collect.Iterators;
import dev.cram.Cram;
import dev.cram.corpus.CorpusRow;
import dev.cram.corpus.CorpusWorker;
import dev.cram.corpus.text.Document;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run over documents, chunk by chunk: the rows of each are a Parquet file of a folder, which is there whole or not at all.
 * However the process ends, the same run goes on where it stopped, within the chunk, and ends at the same rows.
 *
 * <pre>
 * DIR/part-00000.parquet ...   the rows of a chunk each
 * DIR/_run.json                what the rows depend on
 * DIR/_part-00003.search       the state of the chunk that is under way
 * </pre>
 */
public final class CorpusRun {

    private static final String SETTINGS = "_run.json";

    private final FrozenModel model;
    private final Cram cram;
    private final String draft;
    private final int chunk;

    /**
     * A run.
     *
     * @param model the model
     * @param cram how to cram with it
     * @param draft what its searches begin with, for people; rows depend on it
     * @param chunk documents that are crammed together, at least 1
     */
    public CorpusRun(FrozenModel model, Cram cram, String draft, int chunk) {
        this.model = model;
        this.cram = cram;
        this.draft = draft;
        this.chunk = chunk;
    }

    /**
     * Crams documents into a folder.
     *
     * @param documents read twice, as they are needed
     * @param folder made if it is not there; else it is empty, or holds the same run
     * @return whether all are done: false if the work was cancelled
     * @throws CramException if the folder holds something else
     */
    public boolean run(Iterable<Document> documents, Path folder, RunListener listener) throws IOException {
        RunSettings settings = RunSettings.of(cram, model, draft, chunk, documents);
        if (settings.documents() == 0) {
            throw new CramException("There is no document to cram: name files of text");
        }
        prepare(folder);
        settings.keep(folder.resolve(SETTINGS));
        listener.onStarted(settings.documents());
        Iterator<List<Document>> chunks = Iterators.partition(documents.iterator(), chunk);
        for (int part = 0; chunks.hasNext(); part++) {
            List<Document> some = chunks.next();
            Path file = folder.resolve(String.format(Locale.ROOT, "part-%05d.parquet", part));
            Path state = folder.resolve(String.format(Locale.ROOT, "_part-%05d.search", part));
            if (Files.exists(file)) {
                Files.deleteIfExists(state);
                RowFile.read(file).forEach(row -> listener.onRow(row, true));
            } else if (!run(some, file, state, listener)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(List<Document> documents, Path file, Path state, RunListener listener) throws IOException {
        Optional<List<CorpusRow>> rows =
                new CorpusWorker(cram.resumable(state)).cram(documents, row -> listener.onRow(row, false));
        if (rows.isEmpty()) {
            return false;
        }
        RowFile.write(file, rows.get());
        Files.deleteIfExists(state);
        return true;
    }

    private static void prepare(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Files.exists(folder.resolve(SETTINGS))) {
            try (Stream<Path> inside = Files.list(folder)) {
                Optional<Path> other =
                        inside.filter(path -> !WholeFile.isLeftover(path)).findFirst();
                if (other.isPresent()) {
                    throw new CramException(folder + " holds " + other.get().getFileName()
                            + " and no corpus run: name a folder that is new, empty, or of the same run");
                }
            }
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, WholeFile::isLeftover)) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    /**
     * The parts of a run, in order.
     *
     * @throws CramException if there are none
     */
    public static List<Path> parts(Path folder) throws IOException {
        List<Path> parts = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.parquet")) {
                found.forEach(parts::add);
            }
        }
        if (parts.isEmpty()) {
            throw new CramException(folder + " holds no rows of a corpus run: name a folder that cram corpus wrote");
        }
        parts.sort(null);
        return parts;
    }

    /** The rows of a part. */
    public static List<CorpusRow> rows(Path part) throws IOException {
        return RowFile.read(part);
    }
}
