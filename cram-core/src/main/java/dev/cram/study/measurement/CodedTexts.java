package dev.cram.study.measurement;

import com.google.common.base.Suppliers;
import dev.cram.measure.Measures;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import dev.cram.study.coder.ByteCoder;
import dev.cram.study.coder.HuffmanCoder;
import dev.cram.study.coder.ModelCoder;
import dev.cram.study.observation.Coded;
import dev.cram.study.observation.Key;
import dev.cram.study.text.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Texts coded by compressors of bytes, by a Huffman code over tokens and by arithmetic coding with the model. Every code is
 * decoded to check it. Compressors of bytes also take all texts joined. Immutable.
 *
 * @param source where the texts come from
 * @param coders the compressors of bytes
 */
public record CodedTexts(TextSource source, List<ByteCoder> coders) implements Measurement {

    /** A step of a reader costs about a tenth of a token's search. */
    private static final double READING = 0.1;

    public CodedTexts {
        coders = List.copyOf(coders);
    }

    @Override
    public String name() {
        return "entropy coders, " + source.name();
    }

    @Override
    public double work(Subject subject) {
        return READING * subject.plan().codedTexts() * tokens(subject);
    }

    private static int tokens(Subject subject) {
        return Math.min(subject.plan().codedTokens(), subject.model().positions());
    }

    @Override
    public void take(Subject subject, Recorder recorder) {
        int count = subject.plan().codedTexts();
        Supplier<List<String>> texts = Suppliers.memoize(() -> source.draw(subject.model(), tokens(subject), count));
        Supplier<List<int[]>> ids = Suppliers.memoize(
                () -> texts.get().stream().map(subject.model()::encode).toList());
        List<String> names =
                new ArrayList<>(coders.stream().map(ByteCoder::name).toList());
        List<Key<Coded>> joined = keys(subject.model(), Coded.JOINED, names);
        names.add(HuffmanCoder.NAME);
        names.add(ModelCoder.NAME);
        for (int i = 0; i < count; i++) {
            int index = i;
            recorder.unit(
                    name(),
                    READING * tokens(subject),
                    keys(subject.model(), index, names),
                    () -> code(subject.model(), index, texts.get().get(index), ids.get()));
        }
        recorder.unit(
                name(), 0, joined, () -> byBytes(subject.model(), Coded.JOINED, String.join("", texts.get()), 0, 0));
    }

    private List<Key<Coded>> keys(FrozenModel model, int index, List<String> names) {
        return names.stream()
                .map(coder -> Coded.key(model.name(), source.name(), index, coder))
                .toList();
    }

    private List<Coded> code(FrozenModel model, int index, String text, List<int[]> all) {
        int[] ids = all.get(index);
        double plainBits = Measures.bits(model.score(ids).totalNats());
        List<Coded> made = new ArrayList<>(byBytes(model, index, text, ids.length, plainBits));
        List<int[]> others = new ArrayList<>(all);
        others.remove(index);
        HuffmanCoder huffman = HuffmanCoder.of(others, model.vocabularySize());
        byte[] code = huffman.encode(ids);
        check(Arrays.equals(huffman.decode(code, ids.length), ids), HuffmanCoder.NAME, text);
        made.add(coded(model, index, HuffmanCoder.NAME, ids.length, text, code, plainBits));
        ModelCoder arithmetic = new ModelCoder(model);
        byte[] packed = arithmetic.encode(ids);
        check(Arrays.equals(arithmetic.decode(packed), ids), ModelCoder.NAME, text);
        made.add(coded(model, index, ModelCoder.NAME, ids.length, text, packed, plainBits));
        return made;
    }

    private List<Coded> byBytes(FrozenModel model, int index, String text, int tokens, double plainBits) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Coded> made = new ArrayList<>();
        for (ByteCoder coder : coders) {
            try {
                byte[] code = coder.encode(bytes);
                check(Arrays.equals(coder.decode(code), bytes), coder.name(), text);
                made.add(coded(model, index, coder.name(), tokens, text, code, plainBits));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return made;
    }

    private static void check(boolean same, String coder, String text) {
        if (!same) {
            throw new CramException("The coder '" + coder + "' does not give back the text it coded: " + text);
        }
    }

    private Coded coded(
            FrozenModel model, int index, String coder, int tokens, String text, byte[] code, double plainBits) {
        int textBytes = text.getBytes(StandardCharsets.UTF_8).length;
        return new Coded(model.name(), source.name(), index, coder, tokens, textBytes, code.length, plainBits);
    }
}
