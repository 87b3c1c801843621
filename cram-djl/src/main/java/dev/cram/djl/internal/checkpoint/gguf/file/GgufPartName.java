package dev.cram.djl.internal.checkpoint.gguf.file;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The name that llama.cpp gives to a part of a split model: {@code model-00001-of-00003.gguf}.
 *
 * @param model what all parts' names begin with
 * @param number from 1 on
 * @param count the number of parts
 */
public record GgufPartName(String model, int number, int count) {

    private static final Pattern FORM = Pattern.compile("(.*)-(\\d{5})-of-(\\d{5})\\.gguf");

    /** Reads a file's name; empty if it is no part's. */
    public static Optional<GgufPartName> of(String name) {
        Matcher matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(new GgufPartName(
                                matcher.group(1),
                                Integer.parseInt(matcher.group(2)),
                                Integer.parseInt(matcher.group(3))))
                        .filter(part -> part.number >= 1 && part.number <= part.count)
                : Optional.empty();
    }

    /** The names of all parts, in order. */
    public Stream<String> all() {
        return IntStream.rangeClosed(1, count).mapToObj(i -> new GgufPartName(model, i, count).toString());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s-%05d-of-%05d.gguf", model, number, count);
    }
}
