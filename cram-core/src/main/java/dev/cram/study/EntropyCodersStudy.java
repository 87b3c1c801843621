package dev.cram.study;

import dev.cram.measure.Measures;
import dev.cram.memory.CramException;
import dev.cram.study.coder.ByteCoder;
import dev.cram.study.coder.ModelCoder;
import dev.cram.study.observation.Coded;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import dev.cram.study.text.TextSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What lossless compressors make of the texts (the paper's Appendix F), in bits a byte: compressors of bytes, a Huffman
 * code over tokens, and arithmetic coding with the model itself; beside them the vectors' own bytes. Every code is decoded
 * to check it. Compressors of bytes also take all texts joined, since a short text hardly pays for their headers.
 */
public final class EntropyCodersStudy implements Study<EntropyCodersStudy.Result> {

    /** Name of the Huffman code. */
    public static final String HUFFMAN = "Huffman over tokens";

    /** Name of arithmetic coding with the model. */
    public static final String MODEL = "arithmetic coding with the model";

    /** Name of the vectors as float32. */
    public static final String VECTORS = "one vector, float32, of the longest exact texts";

    private final List<ByteCoder> coders;

    /**
     * With compressors of bytes.
     *
     * @param coders the compressors
     */
    public EntropyCodersStudy(List<ByteCoder> coders) {
        this.coders = List.copyOf(Objects.requireNonNull(coders, "coders"));
    }

    /**
     * What the coders made.
     *
     * @param rows one a model, source and coder
     */
    public record Result(List<Row> rows) {}

    /**
     * A coder on a model's texts of one source.
     *
     * @param model the model's name
     * @param source the source's name
     * @param coder the coder's name
     * @param texts number of texts
     * @param textBytes bytes of all texts
     * @param codedBytes bytes of all codes
     * @param bitsPerByte bits of the codes for each byte of the texts
     * @param ratio bytes of the texts for each byte of the codes
     * @param joinedBitsPerByte the same for all texts joined; not a number where that makes no difference
     * @param aboveCrossEntropy coded bits over the texts' cross-entropy under the model, minus 1; not a number for coders
     *     without the model
     */
    public record Row(
            String model,
            String source,
            String coder,
            int texts,
            long textBytes,
            long codedBytes,
            double bitsPerByte,
            double ratio,
            double joinedBitsPerByte,
            double aboveCrossEntropy) {}

    @Override
    public String name() {
        return "entropy-coders";
    }

    @Override
    public double work(Workbench bench) {
        // A step of a reader costs about a tenth of a token's search.
        return 0.1 * bench.sources().size() * bench.plan().codedTexts() * tokens(bench);
    }

    private static int tokens(Workbench bench) {
        return Math.min(bench.plan().codedTokens(), bench.model().positions());
    }

    @Override
    public void measure(Workbench bench) {
        for (TextSource source : bench.sources()) {
            List<String> texts = bench.texts(source, tokens(bench), bench.plan().codedTexts());
            List<int[]> ids = texts.stream().map(bench.model()::encode).toList();
            for (int i = 0; i < texts.size(); i++) {
                int index = i;
                List<String> keys = new ArrayList<>(coderNames());
                keys.add(HUFFMAN);
                keys.add(MODEL);
                keys.replaceAll(coder -> key(bench, source, index, coder));
                bench.unit(
                        "entropy coders, " + source.name(),
                        0.1 * tokens(bench),
                        Coded.class,
                        keys,
                        () -> code(bench, source, index, texts.get(index), ids));
            }
            bench.unit(
                    "entropy coders, " + source.name(),
                    0,
                    Coded.class,
                    coderNames().stream()
                            .map(coder -> key(bench, source, Coded.JOINED, coder))
                            .toList(),
                    () -> coded(bench, source, Coded.JOINED, String.join("", texts), 0, 0));
        }
    }

    private List<String> coderNames() {
        return coders.stream().map(ByteCoder::name).toList();
    }

    private static String key(Workbench bench, TextSource source, int index, String coder) {
        return String.join("|", bench.model().name(), source.name(), "" + index, coder);
    }

    private List<Coded> code(Workbench bench, TextSource source, int index, String text, List<int[]> all) {
        int[] ids = all.get(index);
        double plainBits = Measures.bits(bench.model().score(ids).totalNats());
        List<Coded> made = new ArrayList<>(coded(bench, source, index, text, ids.length, plainBits));
        List<int[]> others = new ArrayList<>(all);
        others.remove(index);
        Huffman huffman = new Huffman(Huffman.counts(others, bench.model().vocabularySize()));
        byte[] code = huffman.encode(ids);
        check(Arrays.equals(huffman.decode(code, ids.length), ids), HUFFMAN, text);
        made.add(observation(bench, source, index, HUFFMAN, ids.length, text, code.length, plainBits));
        ModelCoder arithmetic = new ModelCoder(bench.model());
        byte[] packed = arithmetic.encode(ids);
        check(Arrays.equals(arithmetic.decode(packed), ids), MODEL, text);
        made.add(observation(bench, source, index, MODEL, ids.length, text, packed.length, plainBits));
        return made;
    }

    private List<Coded> coded(
            Workbench bench, TextSource source, int index, String text, int tokens, double plainBits) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Coded> made = new ArrayList<>();
        for (ByteCoder coder : coders) {
            try {
                byte[] code = coder.encode(bytes);
                check(Arrays.equals(coder.decode(code), bytes), coder.name(), text);
                made.add(observation(bench, source, index, coder.name(), tokens, text, code.length, plainBits));
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

    private static Coded observation(
            Workbench bench,
            TextSource source,
            int index,
            String coder,
            int tokens,
            String text,
            int codedBytes,
            double plainBits) {
        int textBytes = text.getBytes(StandardCharsets.UTF_8).length;
        return new Coded(bench.model().name(), source.name(), index, coder, tokens, textBytes, codedBytes, plainBits);
    }

    @Override
    public Result result(Observations observations) {
        List<Row> rows = new ArrayList<>();
        List<Coded> all = observations.all(Coded.class);
        Groups.by(all, coded -> List.of(coded.model(), coded.source())).forEach(group -> {
            Groups.by(group, Coded::coder).forEach(coder -> rows.add(row(coder)));
            rows.addAll(vectors(observations, group.get(0)));
        });
        return new Result(rows);
    }

    private static Row row(List<Coded> coded) {
        Coded one = coded.get(0);
        List<Coded> alone =
                coded.stream().filter(text -> text.index() != Coded.JOINED).toList();
        double joined = coded.stream()
                .filter(text -> text.index() == Coded.JOINED)
                .mapToDouble(text -> 8.0 * text.codedBytes() / text.textBytes())
                .findFirst()
                .orElse(Double.NaN);
        double plainBits = alone.stream().mapToDouble(Coded::plainBits).sum();
        long codedBytes = alone.stream().mapToLong(Coded::codedBytes).sum();
        return row(
                one,
                one.coder(),
                alone.size(),
                alone.stream().mapToLong(Coded::textBytes).sum(),
                codedBytes,
                joined,
                one.coder().equals(MODEL) ? 8 * codedBytes / plainBits - 1 : Double.NaN);
    }

    private static Row row(
            Coded like, String coder, int texts, long textBytes, long codedBytes, double joined, double above) {
        return new Row(
                like.model(),
                like.source(),
                coder,
                texts,
                textBytes,
                codedBytes,
                8.0 * codedBytes / textBytes,
                (double) textBytes / codedBytes,
                joined,
                above);
    }

    /** The vectors of the longest texts of which all came out exact. */
    private static List<Row> vectors(Observations observations, Coded like) {
        List<Crammed> texts = observations.all(Crammed.class).stream()
                .filter(text -> text.vectors() == 1
                        && text.model().equals(like.model())
                        && text.source().equals(like.source()))
                .toList();
        if (texts.isEmpty()) {
            return List.of();
        }
        int capacity = CapacityRow.of(texts).exactCapacity();
        List<Crammed> longest =
                texts.stream().filter(text -> text.tokens() == capacity).toList();
        if (longest.isEmpty()) {
            return List.of();
        }
        long vectorBytes = (long) observations.facts(like.model()).width() * Float.BYTES * longest.size();
        long textBytes = longest.stream().mapToLong(Crammed::textBytes).sum();
        return List.of(row(like, VECTORS, longest.size(), textBytes, vectorBytes, Double.NaN, Double.NaN));
    }
}
