package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.file.StrictJson;
import dev.cram.djl.internal.checkpoint.tokenizer.AddedToken;
import dev.cram.djl.internal.checkpoint.tokenizer.BpeModel;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a {@code tokenizer.json} of the files that byte-level BPEs were first published as, {@code vocab.json} and {@code
 * merges.txt}, with the tokens that {@link AddedTokens} finds; OPT still is.
 */
final class VocabularyTokenizer {

    private final String location;
    private final Map<String, Integer> vocabulary = new LinkedHashMap<>();
    private final List<String> merges;

    private VocabularyTokenizer(String location, Function<String, Optional<String>> files) {
        this.location = location;
        String vocabularyText = files.apply(HuggingFaceLayout.VOCABULARY).orElseThrow();
        ByteBuffer bytes = ByteBuffer.wrap(vocabularyText.getBytes(StandardCharsets.UTF_8));
        StrictJson.read(location + "/" + HuggingFaceLayout.VOCABULARY, "JSON", bytes, this::readVocabulary);
        this.merges = files.apply(HuggingFaceLayout.MERGES)
                .orElseThrow()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                .toList();
    }

    /**
     * The contents of a {@code tokenizer.json}.
     *
     * @param location where the files are, for errors
     * @param model the model's configuration
     * @param files the text of a file by its name, if it is there; vocabulary and merges are
     * @throws ModelException if one of the files is damaged, or the tokenizer is of another kind
     */
    static String json(String location, Config model, Function<String, Optional<String>> files) {
        VocabularyTokenizer tokenizer = new VocabularyTokenizer(location, files);
        Config settings = files.apply(HuggingFaceLayout.TOKENIZER_CONFIG)
                .map(text -> Config.parse(location + "/" + HuggingFaceLayout.TOKENIZER_CONFIG, text))
                .orElseGet(() -> Config.parse("", "{}"));
        ByteLevelKind kind = ByteLevelKind.of(location, model, settings);
        List<AddedToken> added = AddedTokens.read(location, files, tokenizer.vocabulary, kind.specials());
        if (tokenizer.merges.isEmpty()) {
            tokenizer.checkNeedsNone(added);
        }
        boolean isPrefixed = settings.flag("add_prefix_space", false);
        return TokenizerWriter.json(writer -> tokenizer.write(writer, kind, added, isPrefixed));
    }

    private void write(TokenizerWriter writer, ByteLevelKind kind, List<AddedToken> added, boolean isPrefixed)
            throws IOException {
        JsonWriter json = writer.json();
        writer.addedTokens(added);
        if (kind.isComposed()) {
            json.name("normalizer").beginObject();
            json.name("type").value("NFC").endObject();
        }
        kind.rule().write(json.name("pre_tokenizer"), isPrefixed);
        SplitRule.writeBytes(json.name("decoder"), false, true);
        json.name("model").beginObject().name("type").value("BPE");
        writer.vocabulary(vocabulary);
        json.name("merges").beginArray();
        for (String merge : merges) {
            writeMerge(writer, merge);
        }
        json.endArray().endObject();
    }

    private void checkNeedsNone(List<AddedToken> added) {
        Set<String> apart = added.stream().map(AddedToken::content).collect(Collectors.toSet());
        vocabulary.keySet().stream()
                .filter(token -> BpeModel.needsMerges(token) && !apart.contains(token))
                .findFirst()
                .ifPresent(token -> {
                    throw new ModelException(location + "/" + HuggingFaceLayout.MERGES
                            + " has no merges, from which alone tokens such as '" + token
                            + "' can come: fetch the file again");
                });
    }

    private void writeMerge(TokenizerWriter writer, String merge) throws IOException {
        int middle = merge.indexOf(' ');
        if (middle < 1 || middle == merge.length() - 1) {
            throw new ModelException(location + "/" + HuggingFaceLayout.MERGES + " is damaged, its line '" + merge
                    + "' does not name two tokens: fetch the file again");
        }
        String left = merge.substring(0, middle);
        String right = merge.substring(middle + 1);
        for (String token : List.of(left, right, left + right)) {
            if (!vocabulary.containsKey(token)) {
                throw new ModelException(location + "/" + HuggingFaceLayout.MERGES + " has the merge '" + merge
                        + "', but " + HuggingFaceLayout.VOCABULARY + " has no token '" + token
                        + "': fetch both files of the same model");
            }
        }
        writer.merge(left, right);
    }

    private void readVocabulary(JsonReader json) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            vocabulary.put(json.nextName(), json.nextInt());
        }
        json.endObject();
    }
}
