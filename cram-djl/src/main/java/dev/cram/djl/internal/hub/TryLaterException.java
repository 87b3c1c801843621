package dev.cram.djl.internal.hub;

import java.io.IOException;
import java.time.Duration;

/** A server that is too busy or down, and may have said how long. */
final class TryLaterException extends IOException {

    private static final long serialVersionUID = 1;

    private final Duration asked;

    /** With the wait that the server asks for, or zero. */
    TryLaterException(String message, Duration asked) {
        super(message);
        this.asked = asked;
    }

    /** The longer of the wait that the server asked for and another. */
    Duration wait(Duration atLeast) {
        return asked.compareTo(atLeast) > 0 ? asked : atLeast;
    }
}
