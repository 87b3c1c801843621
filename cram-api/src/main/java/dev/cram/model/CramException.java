package dev.cram.model;

/** What goes wrong for a reason the user can cure; the message names the value and the cure. Root of all others. */
public class CramException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * With a message.
     *
     * @param message what is wrong, and the cure
     */
    public CramException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong, and the cure
     * @param cause what showed it
     */
    public CramException(String message, Throwable cause) {
        super(message, cause);
    }
}
