package dev.cram.study.coder;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes choices as one long number, each at the cost of its negative log-probability (G. N. N. Martin, "Range encoding",
 * 1979; the state has 48 bits, carries run into the bytes written before). Loses less than 0.001 bits a choice for totals of up to
 * 2^29. Not thread-safe.
 */
final class RangeEncoder {

    static final int STATE_BITS = 48;
    static final long WHOLE = 1L << STATE_BITS;
    static final long SMALLEST = 1L << (STATE_BITS - 8);

    private final List<Byte> bytes = new ArrayList<>();
    private long low;
    private long range = WHOLE;

    /** Writes a choice that takes so many, from a number on, of a total of equal chances. */
    void encode(long from, long chances, long total) {
        long unit = range / total;
        low += unit * from;
        // The last choice takes what the division leaves.
        range = from + chances == total ? range - unit * from : unit * chances;
        if (low >= WHOLE) {
            low -= WHOLE;
            carry();
        }
        while (range <= SMALLEST) {
            bytes.add((byte) (low >>> (STATE_BITS - 8)));
            low = low << 8 & (WHOLE - 1);
            range <<= 8;
        }
    }

    private void carry() {
        int at = bytes.size() - 1;
        while (bytes.get(at) == (byte) 0xff) {
            bytes.set(at--, (byte) 0);
        }
        bytes.set(at, (byte) (bytes.get(at) + 1));
    }

    /** Ends with the fewest bytes; the decoder takes those behind the end as 0. */
    byte[] finish() {
        long high = low + range - 1;
        for (int kept = 0; kept <= STATE_BITS; kept += 8) {
            long rest = (1L << (STATE_BITS - kept)) - 1;
            long value = (low + rest) & ~rest;
            if (value <= high) {
                if (value >= WHOLE) {
                    value -= WHOLE;
                    carry();
                }
                for (int at = STATE_BITS - 8; at >= STATE_BITS - kept; at -= 8) {
                    bytes.add((byte) (value >>> at));
                }
                break;
            }
        }
        int size = bytes.size();
        while (size > 0 && bytes.get(size - 1) == 0) {
            size--;
        }
        byte[] code = new byte[size];
        for (int i = 0; i < size; i++) {
            code[i] = bytes.get(i);
        }
        return code;
    }
}
