package dev.cram.study;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/**
 * Mean and spread of some numbers. Immutable.
 *
 * @param count how many there are
 * @param mean their mean; not a number if there are none
 * @param deviation standard deviation of the sample, with {@code count - 1}; not a number for fewer than two
 */
public record Summary(int count, double mean, double deviation) {

    /**
     * Summarises a property of some things.
     *
     * @param things the things
     * @param property the number that each of them has
     * @param <T> their type
     * @return the summary
     */
    public static <T> Summary of(Collection<T> things, ToDoubleFunction<T> property) {
        int count = things.size();
        double sum = 0;
        for (T thing : things) {
            sum += property.applyAsDouble(thing);
        }
        double mean = sum / count;
        double squares = 0;
        for (T thing : things) {
            double difference = property.applyAsDouble(thing) - mean;
            squares += difference * difference;
        }
        return new Summary(count, mean, count > 1 ? Math.sqrt(squares / (count - 1)) : Double.NaN);
    }

    /**
     * The standard error of the mean.
     *
     * @return {@code deviation / sqrt(count)}
     */
    public double standardError() {
        return deviation / Math.sqrt(count);
    }
}
