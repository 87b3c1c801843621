package dev.cram.study.measurement;

/** Adds up work and estimates the time left. */
final class ProgressEstimate {

    private final long began = System.nanoTime();
    private double expected;
    private double found;
    private double measured;

    void expect(double work) {
        expected += work;
    }

    /** Work that an earlier run has done. */
    void found(double work) {
        found += work;
    }

    void measured(double work) {
        measured += work;
    }

    double share() {
        double done = found + measured;
        return done / Math.max(done, expected);
    }

    double secondsLeft() {
        double left = Math.max(0, expected - found - measured);
        return (System.nanoTime() - began) / 1e9 * left / measured;
    }
}
