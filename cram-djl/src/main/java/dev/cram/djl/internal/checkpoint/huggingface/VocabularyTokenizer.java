package dev.cram.djl.internal.checkpoint.huggingface;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.checkpoint.file.Json;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a {@code tokenizer.json} of the files that byte-level BPEs were first published as, {@code vocab.json} and {@code
 * merges.txt}, with the tokens that {@link AddedTokens} finds; OPT still is.
 */
final class VocabularyTokenizer {

    private static final String END = "<|endoftext|>";

    /** Kinds of tokenizers, by the names of transformers' classes. */
    private static final Map<String, Kind> CLASSES = Map.of(
            "GPT2Tokenizer", Kind.GPT2,
            "CodeGenTokenizer", Kind.GPT2,
            "GPTNeoXTokenizer", Kind.NEOX,
            "Qwen2Tokenizer", Kind.QWEN2);

    /** Kinds of families' tokenizers, where no class is named. */
    private static final Map<String, Kind> FAMILIES = Map.of(
            "", Kind.GPT2,
            "gpt2", Kind.GPT2,
            "opt", Kind.GPT2,
            "phi", Kind.GPT2,
            "gpt_neox", Kind.NEOX,
            "mamba", Kind.NEOX,
            "olmo", Kind.NEOX,
            "qwen3", Kind.QWEN2);

    private VocabularyTokenizer() {}

    /** How a text is split before it is merged, and which tokens are special unless a file says otherwise. */
    private enum Kind {
        /** As GPT-2. */
        GPT2(SplitRule.GPT2, false, ""),
        /** As GPT-2, of letters composed as far as possible. */
        NEOX(SplitRule.GPT2, true, "<|padding|>"),
        /** As Qwen 2, of letters composed as far as possible. */
        QWEN2(SplitRule.QWEN2, true, END);

        private final SplitRule rule;
        private final boolean isComposed;
        private final String padding;

        Kind(SplitRule rule, boolean isComposed, String padding) {
            this.rule = rule;
            this.isComposed = isComposed;
            this.padding = padding;
        }

        /** The special tokens, by role. */
        Map<String, String> specials() {
            Map<String, String> specials = new TreeMap<>(Map.of("unk_token", END, "eos_token", END));
            if (this != QWEN2) {
                specials.put("bos_token", END);
            }
            if (!padding.isEmpty()) {
                specials.put("pad_token", padding);
            }
            return specials;
        }
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
        Map<String, Integer> vocabulary = vocabulary(location, text(files, HuggingFaceLayout.VOCABULARY));
        Config settings = files.apply(HuggingFaceLayout.TOKENIZER_CONFIG)
                .map(text -> Config.parse(location + "/" + HuggingFaceLayout.TOKENIZER_CONFIG, text))
                .orElseGet(() -> Config.parse("", "{}"));
        Kind kind = kind(location, model, settings);
        List<AddedTokens.Token> added = AddedTokens.read(location, files, vocabulary, kind.specials());
        List<String> merges = text(files, HuggingFaceLayout.MERGES)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#version"))
                .toList();
        if (merges.isEmpty()) {
            checkNeedsNone(location, vocabulary, added);
        }
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject().name("version").value("1.0");
            writeAdded(json.name("added_tokens"), added);
            if (kind.isComposed) {
                json.name("normalizer").beginObject();
                json.name("type").value("NFC").endObject();
            }
            kind.rule.write(json.name("pre_tokenizer"), settings.flag("add_prefix_space", false));
            SplitRule.writeBytes(json.name("decoder"), false, true);
            json.name("model").beginObject().name("type").value("BPE");
            json.name("vocab").beginObject();
            for (Map.Entry<String, Integer> token : vocabulary.entrySet()) {
                json.name(token.getKey()).value(token.getValue());
            }
            json.endObject().name("merges").beginArray();
            for (String merge : merges) {
                writeMerge(json, location, merge, vocabulary.keySet());
            }
            json.endArray().endObject().endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String text(Function<String, Optional<String>> files, String name) {
        return files.apply(name).orElseThrow();
    }

    /**
     * What the files name, or else the family's own; Qwen 2 alone is known by its family whatever they name, as in
     * transformers.
     */
    private static Kind kind(String location, Config model, Config settings) {
        String family = model.text("model_type", "");
        String named = settings.text("tokenizer_class", model.text("tokenizer_class", ""));
        if (family.equals("qwen2")) {
            return Kind.QWEN2;
        }
        Kind kind = named.isEmpty()
                ? FAMILIES.get(family)
                : CLASSES.get(named.endsWith("Fast") ? named.substring(0, named.length() - 4) : named);
        if (kind == null && named.isEmpty()) {
            throw new ModelException(location + " has no tokenizer.json, and no file names the kind of its tokenizer: "
                    + "fetch the model's tokenizer.json, or name the kind in tokenizer_config.json "
                    + "(tokenizer_class), which may be one of " + new TreeSet<>(CLASSES.keySet()));
        }
        if (kind == null) {
            throw new ModelException(location + " has no tokenizer.json but a tokenizer of the kind " + named
                    + ", which is not supported without: save it in Python, with "
                    + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
        }
        return kind;
    }

    private static void checkNeedsNone(
            String location, Map<String, Integer> vocabulary, List<AddedTokens.Token> added) {
        Set<String> apart = added.stream().map(AddedTokens.Token::content).collect(Collectors.toSet());
        vocabulary.keySet().stream()
                .filter(token -> TokenizerJson.needsMerges(token) && !apart.contains(token))
                .findFirst()
                .ifPresent(token -> {
                    throw new ModelException(location + "/" + HuggingFaceLayout.MERGES
                            + " has no merges, from which alone tokens such as '" + token
                            + "' can come: fetch the file again");
                });
    }

    private static void writeMerge(JsonWriter json, String location, String merge, Set<String> vocabulary)
            throws IOException {
        int middle = merge.indexOf(' ');
        if (middle < 1 || middle == merge.length() - 1) {
            throw new ModelException(location + "/" + HuggingFaceLayout.MERGES + " is damaged, its line '" + merge
                    + "' does not name two tokens: fetch the file again");
        }
        String left = merge.substring(0, middle);
        String right = merge.substring(middle + 1);
        for (String token : List.of(left, right, left + right)) {
            if (!vocabulary.contains(token)) {
                throw new ModelException(location + "/" + HuggingFaceLayout.MERGES + " has the merge '" + merge
                        + "', but " + HuggingFaceLayout.VOCABULARY + " has no token '" + token
                        + "': fetch both files of the same model");
            }
        }
        json.beginArray().value(left).value(right).endArray();
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

    private static void writeAdded(JsonWriter json, List<AddedTokens.Token> added) throws IOException {
        json.beginArray();
        for (AddedTokens.Token token : added) {
            json.beginObject().name("id").value(token.id());
            json.name("content").value(token.content());
            for (Map.Entry<String, Boolean> flag : token.flags().entrySet()) {
                json.name(flag.getKey()).value(flag.getValue());
            }
            json.endObject();
        }
        json.endArray();
    }
}
