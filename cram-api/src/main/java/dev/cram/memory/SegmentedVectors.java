package dev.cram.memory;

/**
 * Memory vectors of a long text, a segment after the other. Each segment was crammed on its own, so that each can be decoded
 * alone. Thread-safe; what is read from a file stays there until it is asked for, and an {@link java.io.UncheckedIOException}
 * tells if it cannot be read.
 */
public interface SegmentedVectors extends AutoCloseable {

    /**
     * The number of segments.
     *
     * @return 0 or more; 0 for a text of no characters
     */
    int count();

    /**
     * Where a segment stands.
     *
     * @param index which one, from 0
     * @return the segment
     * @throws IndexOutOfBoundsException if there is no such segment
     */
    Segment segment(int index);

    /**
     * The vectors of a segment.
     *
     * @param index which one, from 0
     * @return vectors with their report
     * @throws IndexOutOfBoundsException if there is no such segment
     * @throws CramFileException if they come from a file that was altered
     */
    MemoryVectors vectors(int index);

    /**
     * What was measured of all segments together.
     *
     * @return the report
     */
    SegmentsReport report();

    /**
     * The length of the text.
     *
     * @return number of characters, 0 or more
     */
    default long length() {
        return count() == 0 ? 0 : segment(count() - 1).end();
    }

    /**
     * The segment that a character is in.
     *
     * @param character from 0 to less than the {@link #length()}
     * @return its index
     * @throws IndexOutOfBoundsException if the text has no such character
     */
    default int indexAt(long character) {
        if (character < 0 || character >= length()) {
            throw new IndexOutOfBoundsException(
                    "the text has " + length() + " characters, from 0, but was asked for " + character);
        }
        int low = 0;
        int high = count() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (segment(middle).end() <= character) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Closes the file that they are read from, if there is one. A second call does nothing. */
    @Override
    void close();
}
