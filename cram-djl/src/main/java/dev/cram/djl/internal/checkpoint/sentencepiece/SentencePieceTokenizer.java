package dev.cram.djl.internal.checkpoint.sentencepiece;

import com.google.gson.stream.JsonWriter;
import dev.cram.djl.internal.checkpoint.tokenizer.AddedToken;
import dev.cram.djl.internal.checkpoint.tokenizer.ScoredMerges;
import dev.cram.djl.internal.checkpoint.tokenizer.SpaceDecoder;
import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerJson;
import dev.cram.djl.internal.checkpoint.tokenizer.TokenizerWriter;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Makes a {@code tokenizer.json} of SentencePiece's own file, for texts that its normalizer has changed.
 *
 * <p>BPE's merges are those that the scores imply, and user-defined pieces are taken out of a text first. Unigram splits
 * by itself.
 */
public final class SentencePieceTokenizer {

    private final SentencePieceFile file;
    private final SentencePieceNormalizer normalizer;

    private SentencePieceTokenizer(SentencePieceFile file, SentencePieceNormalizer normalizer) {
        this.file = file;
        this.normalizer = normalizer;
    }

    /**
     * Reads the contents of a file.
     *
     * @param source what to call it in errors
     * @throws ModelException if it is damaged or of an unsupported kind
     */
    public static SentencePieceTokenizer read(String source, byte[] contents) {
        SentencePieceFile file = SentencePieceFile.read(source, contents);
        try {
            return new SentencePieceTokenizer(file, new SentencePieceNormalizer(file));
        } catch (IOException e) {
            throw new ModelException(source + " is damaged (" + e.getMessage() + "): fetch the file again", e);
        }
    }

    /**
     * Makes the tokenizer; the caller closes it.
     *
     * @param source what to call it in errors
     * @param json {@link #json()}, with the tokens that the files beside it add
     * @throws ModelException if they add tokens to a Unigram that may be made of a text
     */
    public Tokenizer open(String source, String json) {
        if (isBpe()) {
            return Tokenizer.parse(source, json, normalizer, null);
        }
        Set<String> known = Set.copyOf(file.texts());
        TokenizerJson.read(source, json).added().forEach((token, flags) -> {
            if (!known.contains(token) && !flags.getOrDefault("special", false)) {
                throw new ModelException(
                        source + " is a Unigram, to which the token '" + token + "' is added that is not "
                                + "special, which is not supported: remove it from the files beside");
            }
        });
        return Tokenizer.parse(source, json, normalizer, new UnigramSplitter(file));
    }

    /** The piece that begins a text where one does; empty if there is none. */
    public String begin() {
        return file.trainer().begin();
    }

    /** The contents of a {@code tokenizer.json}. */
    public String json() {
        return TokenizerWriter.json(this::write);
    }

    private boolean isBpe() {
        return file.trainer().model() == TrainerSettings.BPE;
    }

    private void write(TokenizerWriter writer) throws IOException {
        writer.addedTokens(added());
        JsonWriter json = writer.json();
        SpaceDecoder.write(
                json,
                file.trainer().hasBytes(),
                spacesBefore(),
                isSpaced() && file.trainer().isSuffix());
        json.name("model").beginObject().name("type").value(isBpe() ? "BPE" : "Unigram");
        json.name("byte_fallback").value(file.trainer().hasBytes());
        if (isBpe()) {
            writeBpe(writer);
        } else {
            writeUnigram(json);
        }
        json.endObject();
    }

    private boolean isSpaced() {
        return file.normalizer().addsSpace();
    }

    /** How many spaces at the front are none of the text. */
    private int spacesBefore() {
        if (file.normalizer().removesExtraSpaces()) {
            return Short.MAX_VALUE;
        }
        return isSpaced() && !file.trainer().isSuffix() ? 1 : 0;
    }

    private List<AddedToken> added() {
        return IntStream.range(0, file.pieces().size())
                .filter(id -> isSpecial(id) || (isBpe() && file.pieces().get(id).is(PieceType.USER_DEFINED)))
                .mapToObj(id -> AddedToken.plain(id, file.pieces().get(id).text(), isSpecial(id)))
                .toList();
    }

    private boolean isSpecial(int id) {
        Piece piece = file.pieces().get(id);
        return piece.is(PieceType.CONTROL) || piece.is(PieceType.UNKNOWN);
    }

    private int unknown() {
        return file.ids(PieceType.UNKNOWN).findFirst().orElseThrow();
    }

    private void writeBpe(TokenizerWriter writer) throws IOException {
        JsonWriter json = writer.json();
        List<String> texts = file.texts();
        json.name("unk_token").value(texts.get(unknown())).name("fuse_unk").value(true);
        writer.vocabulary(texts);
        float[] scores = new float[texts.size()];
        for (int id = 0; id < scores.length; id++) {
            scores[id] = file.pieces().get(id).score();
        }
        json.name("merges").beginArray();
        for (ScoredMerges.Merge merge :
                ScoredMerges.of(texts, scores, file.ids(PieceType.NORMAL).toArray())) {
            writer.merge(texts.get(merge.left()), texts.get(merge.right()));
        }
        json.endArray();
    }

    private void writeUnigram(JsonWriter json) throws IOException {
        json.name("unk_id").value(unknown());
        json.name("vocab").beginArray();
        for (Piece piece : file.pieces()) {
            json.beginArray().value(piece.text()).value(piece.score()).endArray();
        }
        json.endArray();
    }
}
