package dev.cram.memory;

import dev.cram.model.CramException;

/** A {@code .cram} file that cannot be read: truncated, altered, or of a later version. */
public class CramFileException extends CramException {

    private static final long serialVersionUID = 1;

    /**
     * With a message.
     *
     * @param message what is wrong, and the cure
     */
    public CramFileException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong, and the cure
     * @param cause what showed it
     */
    public CramFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
