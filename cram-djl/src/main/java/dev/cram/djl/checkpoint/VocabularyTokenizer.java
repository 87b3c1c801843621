package dev.cram.djl.checkpoint;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.cram.api.ModelException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a {@code tokenizer.json} of the two files that GPT-2's byte-level BPE was first published as, {@code vocab.json}
 * and {@code merges.txt}; OPT still is.
 */
final class VocabularyTokenizer {

    /** Tokens that stand for no text in the models that are published so. */
    private static final Set<String> SPECIAL = Set.of("<s>", "</s>", "<pad>", "<unk>", "<mask>", "<|endoftext|>");

    private VocabularyTokenizer() {}

    /**
     * The contents of a {@code tokenizer.json}.
     *
     * @param location where the files are, for errors
     * @throws ModelException if one of the files is damaged
     */
    static String json(String location, String vocabularyText, String mergesText) {
        Map<String, Integer> vocabulary = vocabulary(location, vocabularyText);
        List<String> merges = mergesText
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                .toList();
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("version").value("1.0");
            writeSpecial(json.name("added_tokens"), vocabulary);
            writeBytes(json.name("pre_tokenizer"));
            writeBytes(json.name("decoder"));
            json.name("model").beginObject().name("type").value("BPE");
            json.name("vocab").beginObject();
            for (Map.Entry<String, Integer> token : vocabulary.entrySet()) {
                json.name(token.getKey()).value(token.getValue());
            }
            json.endObject().name("merges").beginArray();
            for (String merge : merges) {
                int middle = merge.indexOf(' ');
                if (middle < 1 || middle == merge.length() - 1) {
                    throw new ModelException(location + "/" + HuggingFaceLayout.MERGES + " is damaged, its line '"
                            + merge + "' does not name two tokens: fetch the file again");
                }
                json.beginArray()
                        .value(merge.substring(0, middle))
                        .value(merge.substring(middle + 1))
                        .endArray();
            }
            json.endArray().endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static Map<String, Integer> vocabulary(String location, String text) {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        Json.read(location + "/" + HuggingFaceLayout.VOCABULARY, "JSON", bytes, reader -> read(reader, vocabulary));
        return vocabulary;
    }

    private static void read(JsonReader json, Map<String, Integer> vocabulary) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            vocabulary.put(json.nextName(), json.nextInt());
        }
        json.endObject();
    }

    private static void writeSpecial(JsonWriter json, Map<String, Integer> vocabulary) throws IOException {
        json.beginArray();
        for (Map.Entry<String, Integer> token : vocabulary.entrySet()) {
            if (SPECIAL.contains(token.getKey())) {
                json.beginObject().name("id").value(token.getValue());
                json.name("content").value(token.getKey());
                json.name("single_word").value(false).name("lstrip").value(false);
                json.name("rstrip").value(false).name("normalized").value(false);
                json.name("special").value(true).endObject();
            }
        }
        json.endArray();
    }

    private static void writeBytes(JsonWriter json) throws IOException {
        json.beginObject().name("type").value("ByteLevel");
        json.name("add_prefix_space").value(false).name("trim_offsets").value(true);
        json.name("use_regex").value(true).endObject();
    }
}
