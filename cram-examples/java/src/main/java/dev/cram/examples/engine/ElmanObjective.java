package dev.cram.examples.engine;

import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.Point;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenScores;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** The objective of the recurrent network: run over vectors and text, then back through time. */
final class ElmanObjective implements TextObjective {

    private final Supplier<ElmanNetwork> network;
    private final List<int[]> texts;
    private volatile boolean closed;

    ElmanObjective(Supplier<ElmanNetwork> network, List<int[]> texts) {
        this.network = network;
        this.texts = texts.stream().map(int[]::clone).toList();
        this.texts.forEach(ElmanShape::checkTokens);
    }

    @Override
    public List<Evaluation> evaluate(List<Row> rows) {
        if (closed) {
            throw new IllegalStateException("The objective is closed");
        }
        ElmanNetwork open = network.get();
        if (rows.stream()
                        .mapToInt(row -> row.point().vectors().length)
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException("All points of a batch must hold the same number of vectors");
        }
        return rows.stream().map(row -> evaluate(open, row)).toList();
    }

    private Evaluation evaluate(ElmanNetwork network, Row row) {
        if (row.text() < 0 || row.text() >= texts.size()) {
            throw new IllegalArgumentException("text must be below " + texts.size() + ", but was " + row.text());
        }
        Point point = row.point();
        int[] tokens = Arrays.copyOf(texts.get(row.text()), point.length(texts.get(row.text()).length));
        float[] weights = point.weights();
        if (weights != null && weights.length != tokens.length) {
            throw new IllegalArgumentException(weights.length + " weights do not fit " + tokens.length + " tokens");
        }
        return new Run(network, point, tokens).evaluation();
    }

    @Override
    public void close() {
        closed = true;
    }

    /** One run over the vectors and then the tokens, of which the last is only predicted. */
    private static final class Run {

        private final ElmanNetwork network;
        private final Point point;
        private final int[] tokens;
        private final int count;
        private final float[][] states;
        private final float[][] logits;

        Run(ElmanNetwork network, Point point, int[] tokens) {
            this.network = network;
            this.point = point;
            this.tokens = tokens;
            count = ElmanShape.count(point.vectors());
            ElmanShape.checkPositions(count + tokens.length - 1);
            states = new float[count + tokens.length - 1][];
            logits = new float[tokens.length][];
            for (int t = 0; t < states.length; t++) {
                float[] x = t < count ? ElmanShape.vector(point.vectors(), t) : network.embedding(tokens[t - count]);
                states[t] = network.next(t == 0 ? network.start() : states[t - 1], x);
            }
            for (int i = 0; i < tokens.length; i++) {
                logits[i] = network.logits(states[count - 1 + i]);
            }
        }

        Evaluation evaluation() {
            float[] nats = new float[tokens.length];
            float[] margins = new float[tokens.length];
            double loss = 0;
            for (int i = 0; i < tokens.length; i++) {
                nats[i] = (float) Logits.nats(logits[i], tokens[i], 1);
                margins[i] = Logits.margin(logits[i], tokens[i]);
                loss += weight(i) * Logits.nats(lowered(i), tokens[i], point.temperature());
            }
            return new Evaluation(loss, new TokenScores(nats, margins), gradient(), tokenGradients());
        }

        private float[] lowered(int i) {
            return Logits.lowered(logits[i], tokens[i], point.margin());
        }

        private double weight(int i) {
            float[] weights = point.weights();
            return weights == null ? 1.0 / tokens.length : weights[i];
        }

        private float[] gradient() {
            if (point.demand() != Demand.GRADIENT) {
                return new float[0];
            }
            float[][] logitGradients = noGradients();
            for (int i = 0; i < tokens.length; i++) {
                logitGradients[count - 1 + i] = logitGradient(i, weight(i));
            }
            return network.backward(states, logitGradients, count);
        }

        private float[][] tokenGradients() {
            if (point.demand() != Demand.TOKEN_GRADIENTS) {
                return new float[0][];
            }
            float[][] gradients = new float[tokens.length][];
            for (int i = 0; i < tokens.length; i++) {
                float[][] logitGradients = noGradients();
                logitGradients[count - 1 + i] = logitGradient(i, 1);
                gradients[i] = network.backward(states, logitGradients, count);
            }
            return gradients;
        }

        private float[] logitGradient(int i, double weight) {
            return Logits.gradient(lowered(i), tokens[i], point.temperature(), weight);
        }

        private float[][] noGradients() {
            float[][] none = new float[states.length][];
            Arrays.fill(none, new float[0]);
            return none;
        }
    }
}
