package dev.cram.corpus.run;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import dev.cram.Cram;
import dev.cram.corpus.text.Document;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What the rows of a run depend on, kept beside them, so that only the same run goes on.
 *
 * @param cram the model and the choices
 * @param version of this library
 * @param fingerprint the model's
 * @param precision number format that it computes in
 * @param device where it computes
 * @param threads threads that it computes with
 * @param draft what searches begin with
 * @param chunk documents that are crammed together
 * @param documents number of all documents
 * @param sha256 of their names and texts
 */
record RunSettings(
        String cram,
        String version,
        String fingerprint,
        String precision,
        String device,
        int threads,
        String draft,
        int chunk,
        long documents,
        String sha256) {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Of a run over documents, all of which are read once. */
    static RunSettings of(Cram cram, FrozenModel model, String draft, int chunk, Iterable<Document> documents) {
        Hasher hash = Hashing.sha256().newHasher();
        long count = 0;
        for (Document document : documents) {
            count++;
            put(hash, document.id());
            put(hash, document.text() == null ? String.valueOf(document.error()) : document.text());
        }
        return new RunSettings(
                cram.toString(),
                Cram.version(),
                model.fingerprint(),
                model.precision().toString(),
                model.device(),
                model.threads(),
                draft,
                chunk,
                count,
                hash.hash().toString());
    }

    private static void put(Hasher hash, String text) {
        hash.putInt(text.length()).putUnencodedChars(text);
    }

    /**
     * Keeps the settings in a file, where those that are there must be the same.
     *
     * @throws CramException if they are not, naming what differs
     */
    void keep(Path file) throws IOException {
        if (!Files.exists(file)) {
            WholeFile.write(file, temporary -> Files.writeString(temporary, GSON.toJson(this) + "\n"));
            return;
        }
        List<String> differences = differences(read(file));
        if (!differences.isEmpty()) {
            throw new CramException(file.getParent() + " holds another run: " + String.join("; ", differences)
                    + "; go on with the same command, or name another folder");
        }
    }

    private static RunSettings read(Path file) throws IOException {
        try {
            return Objects.requireNonNull(
                    GSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), RunSettings.class));
        } catch (JsonParseException | NullPointerException e) {
            throw new CramException(file + " is damaged: name another folder", e);
        }
    }

    private List<String> differences(RunSettings before) {
        List<String> differences = new ArrayList<>();
        for (RecordComponent component : RunSettings.class.getRecordComponents()) {
            try {
                Object was = component.getAccessor().invoke(before);
                Object is = component.getAccessor().invoke(this);
                if (!Objects.equals(was, is)) {
                    differences.add("its "
                            + (component.getName().equals("sha256")
                                    ? "texts are others"
                                    : component.getName() + " was " + was + ", not " + is));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return differences;
    }
}
