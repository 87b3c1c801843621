package dev.cram.study.coder;

import dev.cram.model.FrozenModel;
import dev.cram.model.TokenReader;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * Arithmetic coding with a model: every token costs its cross-entropy under the model, the first, where the
 * model has no start token, log2 V. Encoder and
 * decoder read the text token by token on the same path, so that their probabilities agree bit for bit on one machine;
 * another machine may round differently and fail to decode. The number of tokens costs log2 of the model's positions.
 * Immutable; as thread-safe as the model.
 */
public final class ModelCoder {

    /** Its name, for tables. */
    public static final String NAME = "arithmetic coding with the model";

    /** Equal chances that a distribution is divided into, beside one for every token. */
    private static final long CHANCES = 1L << 28;

    private final FrozenModel model;

    /**
     * With a model.
     *
     * @param model the model, which stays the caller's to close
     */
    public ModelCoder(FrozenModel model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /**
     * Codes a text.
     *
     * @param tokens its tokens, from 1 to the model's positions
     * @return the code
     */
    public byte[] encode(int[] tokens) {
        RangeEncoder encoder = new RangeEncoder();
        encoder.encode(tokens.length - 1, 1, model.positions());
        try (Context context = new Context(tokens.length)) {
            for (int token : tokens) {
                long[] chances = context.chances();
                encoder.encode(chances[token], chances[token + 1] - chances[token], chances[chances.length - 1]);
                context.read(token);
            }
        }
        return encoder.finish();
    }

    /**
     * Gives a text back.
     *
     * @param code what {@link #encode} made of it on this machine
     * @return its tokens
     */
    public int[] decode(byte[] code) {
        RangeDecoder decoder = new RangeDecoder(Objects.requireNonNull(code, "code"));
        int[] tokens = new int[(int) decoder.peek(model.positions()) + 1];
        decoder.take(tokens.length - 1, 1, model.positions());
        try (Context context = new Context(tokens.length)) {
            for (int i = 0; i < tokens.length; i++) {
                long[] chances = context.chances();
                long total = chances[chances.length - 1];
                int token = find(chances, decoder.peek(total));
                decoder.take(chances[token], chances[token + 1] - chances[token], total);
                tokens[i] = token;
                context.read(token);
            }
        }
        return tokens;
    }

    /** What was read of a text, and the chances of what comes next: behind nothing, all tokens have the same. */
    private final class Context implements AutoCloseable {

        private final TokenReader reader;
        private int left;
        private long[] chances;

        Context(int tokens) {
            reader = model.reader(tokens);
            left = tokens;
            OptionalInt start = model.startToken();
            chances = start.isPresent()
                    ? cumulated(reader.read(start.getAsInt()))
                    : LongStream.rangeClosed(0, model.vocabularySize()).toArray();
        }

        long[] chances() {
            return chances;
        }

        void read(int token) {
            if (--left > 0) {
                chances = cumulated(reader.read(token));
            }
        }

        @Override
        public void close() {
            reader.close();
        }
    }

    /** The token whose chances cover a number. */
    private static int find(long[] cumulated, long number) {
        int low = 0;
        int high = cumulated.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (cumulated[middle] <= number) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The chances of all tokens before each, and of all: the softmax of the logits, in whole numbers, each at least 1.
     * StrictMath, since the exponential of the processor may differ between interpreted and compiled code.
     */
    private static long[] cumulated(float[] logits) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            largest = Math.max(largest, logit);
        }
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            weights[i] = StrictMath.exp(logits[i] - largest);
            sum += weights[i];
        }
        long[] cumulated = new long[logits.length + 1];
        for (int i = 0; i < logits.length; i++) {
            cumulated[i + 1] = cumulated[i] + 1 + (long) (weights[i] / sum * CHANCES);
        }
        return cumulated;
    }
}
