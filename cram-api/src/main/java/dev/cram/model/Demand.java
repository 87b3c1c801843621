package dev.cram.model;

/** What is asked of one evaluation besides the loss and the scores of its tokens. */
public enum Demand {
    /** Nothing more: a forward pass, which costs 0.5 evaluations. */
    SCORES(0.5, 0),
    /** The gradient of the loss: a forward and a backward pass, which cost 1 evaluation. */
    GRADIENT(1, 0),
    /** The gradient of every token's cross-entropy: a forward pass and one backward pass a token. */
    TOKEN_GRADIENTS(0.5, 0.5);

    private final double fixedCost;
    private final double costPerToken;

    Demand(double fixedCost, double costPerToken) {
        this.fixedCost = fixedCost;
        this.costPerToken = costPerToken;
    }

    /**
     * The cost in evaluations, one measure for all methods: one forward and one backward pass over the whole text cost
     * 1, a forward pass alone 0.5, each further backward pass 0.5, and a prefix of m of L tokens m/L of that.
     *
     * @param prefix number of tokens evaluated, from 1 to {@code tokens}
     * @param tokens number of tokens of the whole text
     * @return the cost, above 0
     * @throws IllegalArgumentException if one of them is below 1
     */
    public double cost(int prefix, int tokens) {
        if (prefix < 1 || tokens < 1) {
            throw new IllegalArgumentException(
                    "prefix and tokens must be at least 1, but were " + prefix + " and " + tokens);
        }
        return (fixedCost + costPerToken * prefix) * prefix / tokens;
    }
}
