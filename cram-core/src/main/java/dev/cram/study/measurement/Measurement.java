package dev.cram.study.measurement;

/**
 * Something to measure of a subject. Equal measurements are one, whichever studies name them. Immutable; those of this
 * package are all there are.
 */
public interface Measurement {

    /**
     * What is measured, as a listener is told.
     *
     * @return the name
     */
    String name();

    /**
     * How much there is to measure, for the estimate of the time left.
     *
     * @param subject what is measured
     * @return about the number of tokens to search vectors for
     */
    double work(Subject subject);

    /**
     * Measures what is not recorded yet.
     *
     * @param subject what is measured
     * @param recorder where observations go
     */
    void take(Subject subject, Recorder recorder);
}
