package dev.cram.model;

/** A model that cannot be opened: missing, damaged, of an unsupported kind, or asked of a device that is not there. */
public class ModelException extends CramException {

    private static final long serialVersionUID = 1;

    /**
     * With a message.
     *
     * @param message what is wrong, and the cure
     */
    public ModelException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong, and the cure
     * @param cause what showed it
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
