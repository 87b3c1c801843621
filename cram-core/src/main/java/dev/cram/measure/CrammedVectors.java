package dev.cram.measure;

import com.google.common.base.Preconditions;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Memory vectors held in an array. Immutable and thread-safe. */
public final class CrammedVectors implements MemoryVectors {

    private final float[] values;
    private final int count;
    private final Origin origin;
    private final @Nullable CapacityReport report;

    private CrammedVectors(float[] values, int count, Origin origin, @Nullable CapacityReport report) {
        this.values = values;
        this.count = count;
        this.origin = origin;
        this.report = report;
    }

    /**
     * Vectors without a report.
     *
     * @param values {@code [count x width]}, row-major, finite numbers; copied
     * @param count number of vectors, at least 1 and a divisor of the number of values
     * @param origin where they come from
     * @return the vectors
     * @throws IllegalArgumentException if the values do not make {@code count} vectors of equal width, or one of them is
     *     no finite number
     */
    public static CrammedVectors of(float[] values, int count, Origin origin) {
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(origin, "origin");
        if (count < 1 || values.length == 0 || values.length % count != 0) {
            throw new IllegalArgumentException(values.length + " values do not make " + count + " vectors");
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "values[" + i + "], component " + i % (values.length / count) + " of vector "
                                + i / (values.length / count) + ", must be a finite number, but was " + values[i]);
            }
        }
        return new CrammedVectors(values.clone(), count, origin, null);
    }

    /**
     * The same vectors with a report.
     *
     * @param report what was measured of them
     * @return a new value
     */
    public CrammedVectors withReport(CapacityReport report) {
        return new CrammedVectors(values, count, origin, Objects.requireNonNull(report, "report"));
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int width() {
        return values.length / count;
    }

    @Override
    public float[] vector(int index) {
        Preconditions.checkElementIndex(index, count, "index");
        return Arrays.copyOfRange(values, index * width(), (index + 1) * width());
    }

    @Override
    public float[] toArray() {
        return values.clone();
    }

    @Override
    public Origin origin() {
        return origin;
    }

    @Override
    public boolean hasReport() {
        return report != null;
    }

    @Override
    public CapacityReport report() {
        if (report == null) {
            throw new IllegalStateException(
                    "These vectors carry no report, since they were not made from a text here: call measure(vectors, text)");
        }
        return report;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CrammedVectors that
                && count == that.count
                && origin.equals(that.origin)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + origin.hashCode();
    }

    @Override
    public String toString() {
        return count + " x " + width() + " for " + origin.tokens() + " tokens under " + origin.model()
                + (origin.exact() ? "" : " (inexact)");
    }
}
