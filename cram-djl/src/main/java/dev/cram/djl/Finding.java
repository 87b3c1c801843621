package dev.cram.djl;

/**
 * One thing that {@link Doctor} looked at. Immutable, thread-safe.
 *
 * @param name what
 * @param value how it is here
 * @param cure what to do about it; empty if all is well
 */
public record Finding(String name, String value, String cure) {

    static Finding fine(String name, String format, Object... values) {
        return new Finding(name, String.format(java.util.Locale.ROOT, format, values), "");
    }
}
