package dev.cram.study.coder;

/** Reads what {@link RangeEncoder} wrote. Not thread-safe. */
final class RangeDecoder {

    private final byte[] code;
    private int at;
    private long value;
    private long range = RangeEncoder.WHOLE;

    RangeDecoder(byte[] code) {
        this.code = code;
        for (int i = 0; i < RangeEncoder.STATE_BITS / 8; i++) {
            value = value << 8 | next();
        }
    }

    private long next() {
        return at < code.length ? code[at++] & 0xff : 0;
    }

    /** The number, of a total of equal chances, that the next choice covers. */
    long peek(long total) {
        return Math.min(total - 1, value / (range / total));
    }

    /** Takes the choice that covers it. */
    void take(long from, long chances, long total) {
        long unit = range / total;
        value -= unit * from;
        range = from + chances == total ? range - unit * from : unit * chances;
        while (range <= RangeEncoder.SMALLEST) {
            value = value << 8 | next();
            range <<= 8;
        }
    }
}
