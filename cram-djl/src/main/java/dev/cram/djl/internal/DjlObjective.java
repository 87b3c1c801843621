package dev.cram.djl.internal;

import dev.cram.djl.internal.decoder.Decoder;
import dev.cram.djl.internal.decoder.DeviceTexts;
import dev.cram.djl.internal.decoder.Parts;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.machine.MemoryCheck;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.TextObjective;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Texts whose ids stay on the device between evaluations. */
final class DjlObjective implements TextObjective {

    private final ModelLock lock;
    private final MemoryCheck memory;
    private final DecoderSpec spec;
    private final Decoder decoder;
    private final DeviceTexts texts;
    private boolean closed;

    DjlObjective(ModelLock lock, MemoryCheck memory, DecoderSpec spec, Decoder decoder, List<int[]> texts) {
        this.lock = lock;
        this.memory = memory;
        this.spec = spec;
        this.decoder = decoder;
        this.texts = decoder.texts(texts);
    }

    @Override
    public List<Evaluation> evaluate(List<Row> rows) {
        return lock.call(() -> {
            if (closed) {
                throw new IllegalStateException("This objective is closed: make another");
            }
            ArgumentChecks.checkRows(spec, texts, rows);
            checkMemory(rows);
            return evaluateByDemand(rows);
        });
    }

    private void checkMemory(List<Row> rows) {
        int longest = rows.stream()
                .mapToInt(row -> row.point().length(texts.length(row.text())))
                .max()
                .orElse(0);
        int vectors = rows.isEmpty() ? 0 : rows.get(0).point().vectors().length / spec.width();
        memory.check(rows.size(), vectors + longest - 1);
    }

    /** One native call for each demand among the rows, so that none pays for another's. */
    private List<Evaluation> evaluateByDemand(List<Row> rows) {
        List<List<Integer>> byDemand = Arrays.stream(Demand.values())
                .map(demand -> IntStream.range(0, rows.size())
                        .filter(i -> rows.get(i).point().demand() == demand)
                        .boxed()
                        .toList())
                .toList();
        return Parts.each(
                rows,
                byDemand,
                alike -> decoder.evaluate(texts, alike, alike.get(0).point().demand()));
    }

    @Override
    public void close() {
        lock.free(() -> {
            if (!closed) {
                closed = true;
                texts.close();
            }
        });
    }
}
