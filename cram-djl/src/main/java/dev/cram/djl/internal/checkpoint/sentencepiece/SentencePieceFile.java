package dev.cram.djl.internal.checkpoint.sentencepiece;

import com.google.protobuf.CodedInputStream;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A model of SentencePiece, read of the message in its file. */
record SentencePieceFile(List<Piece> pieces, TrainerSettings trainer, NormalizerSettings normalizer) {

    /**
     * Reads the contents of a file.
     *
     * @param source what to call it in errors
     * @throws ModelException if it is damaged or of an unsupported kind
     */
    static SentencePieceFile read(String source, byte[] contents) {
        try {
            SentencePieceFile file = read(CodedInputStream.newInstance(contents));
            file.check();
            file.checkSupported(source);
            return file;
        } catch (IOException e) {
            throw new ModelException(
                    source + " is damaged, or no model of SentencePiece (" + e.getMessage()
                            + "): fetch the file again, or "
                            + "make tokenizer.json of it in Python, with "
                            + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)",
                    e);
        }
    }

    private static SentencePieceFile read(CodedInputStream in) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        TrainerSettings trainer = TrainerSettings.DEFAULT;
        NormalizerSettings normalizer = NormalizerSettings.DEFAULT;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Fields.PIECES | Fields.BYTES -> pieces.add(Fields.message(in, Piece::read));
                case Fields.TRAINER | Fields.BYTES -> trainer = Fields.message(in, TrainerSettings::read);
                case Fields.NORMALIZER | Fields.BYTES -> normalizer = Fields.message(in, NormalizerSettings::read);
                case Fields.DENORMALIZER | Fields.BYTES -> {
                    if (Fields.message(in, NormalizerSettings::read).rules().length > 0) {
                        throw new IOException("it has rules for joining tokens, which are not supported");
                    }
                }
                default -> Fields.skip(in, tag);
            }
        }
        return new SentencePieceFile(List.copyOf(pieces), trainer, normalizer);
    }

    private void check() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Piece piece : pieces) {
            if (!seen.add(piece.text())) {
                throw new IOException("it has the piece '" + piece.text() + "' twice");
            }
        }
        if (count(PieceType.UNKNOWN) != 1) {
            throw new IOException("it has " + count(PieceType.UNKNOWN) + " pieces for unknown text");
        }
        for (int value = 0; trainer.hasBytes() && value < 256; value++) {
            if (!seen.contains(name(value))) {
                throw new IOException("it has no piece for the byte " + name(value));
            }
        }
    }

    private void checkSupported(String source) {
        if (trainer.model() != TrainerSettings.BPE && trainer.model() != TrainerSettings.UNIGRAM) {
            throw new ModelException(source + " is a model of SentencePiece of the unsupported kind " + trainer.model()
                    + ", where Unigram (1) and BPE (2) are supported");
        }
        if (count(PieceType.UNUSED) > 0) {
            throw new ModelException(
                    source + " leaves " + count(PieceType.UNUSED) + " of its pieces unused, which is not "
                            + "supported: make tokenizer.json of it in Python, with "
                            + "AutoTokenizer.from_pretrained(folder).save_pretrained(folder)");
        }
    }

    private long count(PieceType type) {
        return pieces.stream().filter(piece -> piece.is(type)).count();
    }

    /** The numbers of the pieces of a type. */
    IntStream ids(PieceType type) {
        return IntStream.range(0, pieces.size()).filter(id -> pieces.get(id).is(type));
    }

    /** The numbers of the pieces for single bytes, by the bytes; empty if there are none. */
    int[] bytes() {
        List<String> texts = trainer.hasBytes() ? texts() : List.of();
        Map<String, Integer> ids = new HashMap<>();
        for (int id = 0; id < texts.size(); id++) {
            ids.put(texts.get(id), id);
        }
        return IntStream.range(0, ids.isEmpty() ? 0 : 256)
                .map(value -> ids.getOrDefault(name(value), -1))
                .toArray();
    }

    private static String name(int value) {
        return String.format("<0x%02X>", value);
    }

    List<String> texts() {
        return pieces.stream().map(Piece::text).toList();
    }
}
