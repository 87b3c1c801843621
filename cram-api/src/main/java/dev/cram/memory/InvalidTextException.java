package dev.cram.memory;

import dev.cram.model.CramException;

/** A text that cannot be crammed: empty, not well-formed, too long, or changed by the tokenizer. */
public class InvalidTextException extends CramException {

    private static final long serialVersionUID = 1;

    /**
     * With a message.
     *
     * @param message what is wrong, and the cure
     */
    public InvalidTextException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong, and the cure
     * @param cause what showed it
     */
    public InvalidTextException(String message, Throwable cause) {
        super(message, cause);
    }
}
