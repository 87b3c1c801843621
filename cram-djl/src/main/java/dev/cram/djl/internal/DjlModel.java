package dev.cram.djl.internal;

import dev.cram.djl.internal.checkpoint.tokenizer.Tokenizer;
import dev.cram.djl.internal.decoder.Decoder;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.machine.MemoryCheck;
import dev.cram.model.FrozenModel;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenReader;
import dev.cram.model.TokenScores;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A decoder and its tokenizer as a {@link FrozenModel}. One lock serialises the calls that compute, its objectives' too. */
public final class DjlModel implements FrozenModel {

    private final String name;
    private final String fingerprint;
    private final DecoderSpec spec;
    private final Decoder decoder;
    private final Tokenizer tokenizer;
    private final OptionalInt startToken;
    private final MemoryCheck memory;
    private final ModelLock lock;

    DjlModel(
            String name,
            String fingerprint,
            DecoderSpec spec,
            Decoder decoder,
            Tokenizer tokenizer,
            OptionalInt startToken,
            MemoryCheck memory) {
        this.name = name;
        this.fingerprint = fingerprint;
        this.spec = spec;
        this.decoder = decoder;
        this.tokenizer = tokenizer;
        this.startToken = startToken;
        this.memory = memory;
        this.lock = new ModelLock(name, decoder.execution().device());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Precision precision() {
        return decoder.execution().precision();
    }

    @Override
    public String device() {
        return decoder.execution().name();
    }

    @Override
    public int threads() {
        return decoder.execution().threads();
    }

    @Override
    public int width() {
        return spec.width();
    }

    @Override
    public int vocabularySize() {
        return spec.vocabulary();
    }

    @Override
    public int positions() {
        return spec.positions();
    }

    @Override
    public float embeddingStd() {
        return decoder.embeddingStd();
    }

    @Override
    public OptionalInt startToken() {
        return startToken;
    }

    @Override
    public int[] encode(String text) {
        return lock.beside(() -> tokenizer.encode(text, spec.vocabulary()));
    }

    @Override
    public String decode(int[] tokens) {
        return lock.beside(() -> {
            ArgumentChecks.checkTokens(spec, tokens);
            return tokenizer.decode(tokens);
        });
    }

    @Override
    public float[] embed(int[] tokens) {
        return lock.call(() -> {
            ArgumentChecks.checkText(spec, tokens);
            return decoder.embed(tokens);
        });
    }

    @Override
    public TokenScores score(int[] tokens) {
        return lock.call(() -> {
            ArgumentChecks.checkText(spec, tokens);
            return startToken.isPresent() ? scoreBehind(startToken.getAsInt(), tokens) : scoreAlone(tokens);
        });
    }

    private TokenScores scoreBehind(int start, int[] tokens) {
        int[] begun =
                IntStream.concat(IntStream.of(start), Arrays.stream(tokens)).toArray();
        TokenScores scores = decoder.score(begun);
        int end = begun.length;
        return new TokenScores(
                Arrays.copyOfRange(scores.crossEntropyNats(), 1, end), Arrays.copyOfRange(scores.margins(), 1, end));
    }

    private TokenScores scoreAlone(int[] tokens) {
        TokenScores scores = tokens.length == 1 ? new TokenScores(new float[1], new float[1]) : decoder.score(tokens);
        scores.crossEntropyNats()[0] = (float) Math.log(spec.vocabulary());
        return scores;
    }

    @Override
    public int[][] greedy(List<float[]> vectors, int[] lengths) {
        return lock.call(() -> {
            ArgumentChecks.checkGreedy(spec, vectors, lengths);
            return vectors.isEmpty() ? new int[0][] : decoder.greedy(vectors, lengths);
        });
    }

    @Override
    public TextObjective objective(List<int[]> texts) {
        return lock.call(() -> {
            texts.forEach(text -> ArgumentChecks.checkText(spec, text));
            return new DjlObjective(lock, memory, spec, decoder, texts);
        });
    }

    @Override
    public TokenReader reader(int tokens) {
        return lock.call(() -> {
            if (tokens < 1 || tokens > spec.positions()) {
                throw new IllegalArgumentException(
                        "a reader takes from 1 to " + spec.positions() + " tokens, but was asked for " + tokens);
            }
            return new DjlReader(lock, spec, decoder.reader(tokens), tokens);
        });
    }

    @Override
    public void checkMemory(int positions) {
        lock.call(() -> {
            memory.check(1, positions);
            return positions;
        });
    }

    @Override
    public void close() {
        lock.close(() -> {
            tokenizer.close();
            decoder.close();
        });
    }

    @Override
    public String toString() {
        return "DjlModel(" + name + ")";
    }
}
