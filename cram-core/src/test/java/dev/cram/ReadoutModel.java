package dev.cram;

import dev.cram.model.Demand;
import dev.cram.model.DeviceMemoryException;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelException;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenReader;
import dev.cram.model.TokenScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The simplest model a text can be crammed into: characters are tokens, and the logits of position i are a fixed random
 * matrix of that position times the sum of the memory vectors, whatever the tokens before. Faults can be injected.
 */
class ReadoutModel implements FrozenModel {

    static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz ";
    static final int WIDTH = 64;
    static final int POSITIONS = 16;

    String fingerprint = "feed01";
    Precision precision = Precision.FLOAT32;
    /** Number of evaluation calls after which losses are not a number. */
    int nanAfter = Integer.MAX_VALUE;
    /** Rows that evaluations and decodes have memory for, and positions of a text. */
    int rowsInMemory = Integer.MAX_VALUE;

    int positionsInMemory = Integer.MAX_VALUE;
    /** Number of coming greedy calls that return a wrong first token. */
    int wrongDecodes;

    /** Number of positions that each vector reaches; all by default. */
    int reach = POSITIONS;

    /** How much of another token's row is in every row, as rounding might have it. */
    float drift;

    /** Characters of the longest text that was split. */
    int longestEncoded;

    /** Every point that was measured. */
    final List<Point> points = new ArrayList<>();

    /** Number of rows of every evaluation call. */
    final List<Integer> rows = new ArrayList<>();

    /** The evaluation call that fails. */
    int failingCall = -1;

    /** Length of a text that cannot be scored without vectors. */
    int unscorable = -1;

    int evaluateCalls;
    int greedyCalls;
    /** All that evaluations and decodes worked on, in evaluations of a text of one token. */
    double work;
    /** Lengths that decodes were asked for. */
    final List<Integer> decoded = new ArrayList<>();

    private final float[][][] readout = new float[POSITIONS][ALPHABET.length()][WIDTH];

    ReadoutModel() {
        Random random = new Random(7);
        for (float[][] position : readout) {
            for (float[] row : position) {
                for (int i = 0; i < WIDTH; i++) {
                    row[i] = (float) random.nextGaussian();
                }
            }
        }
    }

    private float readout(int position, int v, int component) {
        boolean reached = reach == POSITIONS || position / reach == component / WIDTH;
        int other = (v + 1) % ALPHABET.length();
        float[][] rows = readout[position];
        return reached ? rows[v][component % WIDTH] + drift * rows[other][component % WIDTH] : 0;
    }

    private double[] logits(int position, float[] vectors) {
        double[] logits = new double[ALPHABET.length()];
        for (int v = 0; v < logits.length; v++) {
            for (int i = 0; i < vectors.length; i++) {
                logits[v] += readout(position, v, i) * vectors[i];
            }
        }
        return logits;
    }

    private Evaluation evaluate(int[] ids, Point point) {
        int length = point.length(ids.length);
        float[] nats = new float[length];
        float[] margins = new float[length];
        float[] gradient = new float[point.demand() == Demand.GRADIENT ? point.vectors().length : 0];
        double loss = 0;
        for (int i = 0; i < length; i++) {
            double[] logits = logits(i, point.vectors());
            double largest = Arrays.stream(logits).max().orElseThrow();
            double sum = 0;
            double other = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < logits.length; v++) {
                sum += Math.exp(logits[v] - largest);
                other = v == ids[i] ? other : Math.max(other, logits[v]);
            }
            nats[i] = (float) (largest + Math.log(sum) - logits[ids[i]]);
            margins[i] = (float) (logits[ids[i]] - other);
            float[] weights = point.weights();
            double weight = weights == null ? 1.0 / length : weights[i];
            loss += weight * nats[i];
            for (int v = 0; v < logits.length; v++) {
                double error = (Math.exp(logits[v] - largest) / sum - (v == ids[i] ? 1 : 0)) * weight;
                for (int d = 0; d < gradient.length; d++) {
                    gradient[d] += (float) (error * readout(i, v, d));
                }
            }
        }
        double reported = evaluateCalls > nanAfter ? Double.NaN : loss;
        return new Evaluation(reported, new TokenScores(nats, margins), gradient, new float[0][]);
    }

    @Override
    public TextObjective objective(List<int[]> texts) {
        return new TextObjective() {
            @Override
            public List<Evaluation> evaluate(List<Row> rows) {
                evaluateCalls++;
                ReadoutModel.this.rows.add(rows.size());
                if (evaluateCalls == failingCall) {
                    throw new ModelException("the engine failed");
                }
                checkRows(rows.size());
                for (Row row : rows) {
                    points.add(row.point());
                    work += row.point().demand().cost(row.point().length(texts.get(row.text()).length), 1);
                }
                return rows.stream()
                        .map(row -> ReadoutModel.this.evaluate(texts.get(row.text()), row.point()))
                        .toList();
            }

            @Override
            public void close() {}
        };
    }

    private void checkRows(int rows) {
        if (rows > rowsInMemory) {
            throw new DeviceMemoryException("no memory for " + rows + " rows");
        }
    }

    @Override
    public void checkMemory(int positions) {
        if (positions > positionsInMemory) {
            throw new DeviceMemoryException("no memory for " + positions + " positions: shorten the text");
        }
    }

    @Override
    public int[][] greedy(List<float[]> vectors, int[] lengths) {
        greedyCalls++;
        checkRows(lengths.length);
        List<int[]> texts = new ArrayList<>();
        for (int t = 0; t < lengths.length; t++) {
            int[] ids = new int[lengths[t]];
            decoded.add(ids.length);
            work += 0.5 * ids.length;
            for (int i = 0; i < ids.length; i++) {
                double[] logits = logits(i, vectors.get(t));
                for (int v = 1; v < logits.length; v++) {
                    ids[i] = logits[v] > logits[ids[i]] ? v : ids[i];
                }
            }
            if (wrongDecodes > 0) {
                ids[0] = (ids[0] + 1) % ALPHABET.length();
            }
            texts.add(ids);
        }
        wrongDecodes = Math.max(0, wrongDecodes - 1);
        return texts.toArray(new int[0][]);
    }

    /** Characters outside the alphabet become blanks, so that such texts do not survive. */
    @Override
    public int[] encode(String text) {
        longestEncoded = Math.max(longestEncoded, text.length());
        return text.chars()
                .map(c -> Math.max(ALPHABET.indexOf(c), -1))
                .map(i -> i < 0 ? 26 : i)
                .toArray();
    }

    @Override
    public String decode(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            text.append(ALPHABET.charAt(token));
        }
        return text.toString();
    }

    /** Tokens play no part here; their embeddings are fixed random numbers all the same. */
    @Override
    public float[] embed(int[] tokens) {
        float[] embeddings = new float[tokens.length * WIDTH];
        for (int i = 0; i < tokens.length; i++) {
            System.arraycopy(readout[0][tokens[i]], 0, embeddings, i * WIDTH, WIDTH);
        }
        return embeddings;
    }

    @Override
    public TokenScores score(int[] tokens) {
        if (tokens.length == unscorable) {
            throw new ModelException("the engine failed");
        }
        float[] nats = new float[tokens.length];
        java.util.Arrays.fill(nats, (float) Math.log(ALPHABET.length()));
        return new TokenScores(nats, new float[tokens.length]);
    }

    @Override
    public TokenReader reader(int tokens) {
        return new TokenReader() {
            @Override
            public float[] read(int token) {
                return new float[ALPHABET.length()];
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public String name() {
        return "readout";
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Precision precision() {
        return precision;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int vocabularySize() {
        return ALPHABET.length();
    }

    @Override
    public int positions() {
        return POSITIONS;
    }

    @Override
    public float embeddingStd() {
        return 0.1f;
    }

    @Override
    public void close() {}
}
