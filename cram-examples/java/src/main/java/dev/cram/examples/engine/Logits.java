package dev.cram.examples.engine;

/** What logits say of one token: whether it is chosen, how likely, how safe, and with which gradient. */
final class Logits {

    private Logits() {}

    /** The token of the largest logit; of equals, the first. */
    static int largest(float[] logits) {
        int best = 0;
        for (int v = 1; v < logits.length; v++) {
            best = logits[v] > logits[best] ? v : best;
        }
        return best;
    }

    /** Gap between the logit of a token and the largest other one. */
    static float margin(float[] logits, int token) {
        float other = Float.NEGATIVE_INFINITY;
        for (int v = 0; v < logits.length; v++) {
            if (v != token) {
                other = Math.max(other, logits[v]);
            }
        }
        return logits[token] - other;
    }

    /** The same logits but that of a token, which is lower by a margin. */
    static float[] lowered(float[] logits, int token, float margin) {
        float[] lowered = logits.clone();
        lowered[token] -= margin;
        return lowered;
    }

    /** Negative log-probability of a token at a temperature, in nats. */
    static double nats(float[] logits, int token, double temperature) {
        double largest = logits[largest(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((logit - largest) / temperature);
        }
        return Math.log(sum) - (logits[token] - largest) / temperature;
    }

    /** Gradient of {@code weight * nats} with respect to the logits. */
    static float[] gradient(float[] logits, int token, double temperature, double weight) {
        double normalizer = nats(logits, token, temperature) * temperature + logits[token];
        float[] gradient = new float[logits.length];
        for (int v = 0; v < logits.length; v++) {
            double probability = Math.exp((logits[v] - normalizer) / temperature);
            gradient[v] = (float) (weight / temperature * (probability - (v == token ? 1 : 0)));
        }
        return gradient;
    }
}
