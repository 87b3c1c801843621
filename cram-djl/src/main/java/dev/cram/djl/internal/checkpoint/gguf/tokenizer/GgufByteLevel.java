package dev.cram.djl.internal.checkpoint.gguf.tokenizer;

import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufMetadata;
import dev.cram.djl.internal.checkpoint.tokenizer.BpeModel;
import dev.cram.djl.internal.checkpoint.tokenizer.SplitRule;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** GGUF's tokenizers of the kind {@code gpt2}: byte-level BPE, whose rule of splitting the file names. */
final class GgufByteLevel {

    private static final String PRE = "tokenizer.ggml.pre";
    private static final String MERGES = "tokenizer.ggml.merges";

    private final GgufMetadata metadata;
    private final GgufTokens tokens;

    GgufByteLevel(GgufMetadata metadata, GgufTokens tokens) {
        this.metadata = metadata;
        this.tokens = tokens;
    }

    /** The name of the rule of splitting. */
    static String rule(GgufMetadata metadata) {
        return metadata.has(PRE) ? metadata.text(PRE) : "default";
    }

    void write(TokenizerWriter writer) throws IOException {
        writer.addedTokens(tokens.added());
        JsonWriter json = writer.json();
        String name = rule(metadata);
        SplitRule rule = SplitRule.of(name)
                .orElseThrow(() -> metadata.error("has a tokenizer that splits texts by the unsupported rule '" + name
                        + "', where " + SplitRule.allNames() + " are supported"));
        rule.write(json.name("pre_tokenizer"), false);
        SplitRule.writeBytes(json.name("decoder"), false, true);
        json.name("model").beginObject().name("type").value("BPE");
        json.name("ignore_merges").value(rule.wholeWords());
        writer.vocabulary(tokens.texts());
        json.name("merges").beginArray();
        for (String merge : merges()) {
            int middle = merge.indexOf(' ', 1);
            if (middle < 0) {
                throw metadata.error("has a merge '" + merge + "' of fewer than two tokens");
            }
            writer.merge(merge.substring(0, middle), merge.substring(middle + 1));
        }
        json.endArray().endObject();
    }

    private List<String> merges() {
        List<String> merges = metadata.texts(MERGES);
        for (int id = 0; merges.isEmpty() && id < tokens.count(); id++) {
            if (tokens.isNormal(id) && BpeModel.needsMerges(tokens.text(id))) {
                throw metadata.error("has no merges (" + MERGES + "), from which alone tokens such as '"
                        + tokens.text(id) + "' can come");
            }
        }
        return tokens.hasEmpty() ? withoutLost(merges) : merges;
    }

    /** Leaves out the merges that make a token whose text is empty in the file, so that no text has it. */
    private List<String> withoutLost(List<String> merges) {
        Set<String> known = Set.copyOf(tokens.texts());
        List<String> kept = merges.stream()
                .filter(merge -> known.contains(merge.replaceFirst("(?s)(?<=.) ", "")))
                .toList();
        for (String merge : kept) {
            for (String part : merge.split(" ", 2)) {
                if (!known.contains(part)) {
                    throw metadata.error("has an empty token where its merge '" + merge + "' needs '" + part + "'");
                }
            }
        }
        return kept;
    }
}
