package dev.cram.cli.option;

import dev.cram.model.CramException;
import java.util.function.Supplier;

/** What the user chose, checked by the value that takes it. */
public final class OptionValues {

    private OptionValues() {}

    /** Makes a refused value the user's error, not an internal one. */
    public static <T> T checked(Supplier<T> choice) {
        try {
            return choice.get();
        } catch (IllegalArgumentException e) {
            throw new CramException(String.valueOf(e.getMessage()), e);
        }
    }
}
