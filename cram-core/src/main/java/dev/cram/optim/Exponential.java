package dev.cram.optim;

/** The schedule of {@link Schedule#exponential}. */
record Exponential(double end) implements Schedule {

    @Override
    public double factor(int step, int steps) {
        return Math.pow(end, Math.min(1, step / (double) steps));
    }
}
