package dev.cram.model;

/** The memory of a device does not hold what was asked for: a model's weights, or the evaluation of some rows. */
public class DeviceMemoryException extends ModelException {

    private static final long serialVersionUID = 1;

    /**
     * With a message.
     *
     * @param message what is wrong, and the cure
     */
    public DeviceMemoryException(String message) {
        super(message);
    }

    /**
     * With a message and a cause.
     *
     * @param message what is wrong, and the cure
     * @param cause what showed it
     */
    public DeviceMemoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
