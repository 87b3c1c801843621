package dev.cram.memory;

import dev.cram.model.CramException;

/** Vectors that were made for another model or precision, or that decode to another text here. */
public class ModelMismatchException extends CramException {

    private static final long serialVersionUID = 1;

    /**
     * With a message.
     *
     * @param message what is wrong, and the cure
     */
    public ModelMismatchException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong, and the cure
     * @param cause what showed it
     */
    public ModelMismatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
