package dev.cram.study;

import dev.cram.study.coder.ByteCoder;
import dev.cram.study.coder.ModelCoder;
import dev.cram.study.measurement.CodedTexts;
import dev.cram.study.measurement.Measurement;
import dev.cram.study.measurement.Subject;
import dev.cram.study.observation.Coded;
import dev.cram.study.observation.Crammed;
import dev.cram.study.observation.Observations;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What lossless compressors make of the texts (the paper's Appendix F), in bits a byte: compressors of bytes, a Huffman
 * code over tokens, and arithmetic coding with the model itself; beside them the vectors' own bytes. Every code is decoded
 * to check it. Compressors of bytes also take all texts joined, since a short text hardly pays for their headers.
 * Immutable.
 */
public final class EntropyCodersStudy implements Study<EntropyCodersStudy.Result> {

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
     * What the coders made. Immutable.
     *
     * @param rows one a model, source and coder
     */
    public record Result(List<Row> rows) {}

    /**
     * A coder on a model's texts of one source. Immutable.
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
    public List<Measurement> measurements(Subject subject) {
        Objects.requireNonNull(subject, "subject");
        return subject.sources().stream()
                .<Measurement>map(source -> new CodedTexts(source.texts(), coders))
                .toList();
    }

    @Override
    public Result result(Observations observations) {
        List<Row> rows = new ArrayList<>();
        List<Coded> all = observations.all(Coded.class);
        Groups.by(all, coded -> List.of(coded.model(), coded.source())).forEach(group -> {
            Groups.by(group, Coded::coder).forEach(coder -> rows.add(row(coder)));
            rows.addAll(vectors(observations, group.get(0)));
        });
        return new Result(List.copyOf(rows));
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
                one.coder().equals(ModelCoder.NAME) ? 8 * codedBytes / plainBits - 1 : Double.NaN);
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
