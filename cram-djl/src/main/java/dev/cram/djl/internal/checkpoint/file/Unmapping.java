package dev.cram.djl.internal.checkpoint.file;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;

/**
 * Ends the mapping of a file. Java 17 has no other way than the supported part of {@code sun.misc.Unsafe}; where even
 * that is missing, the mapping ends at a later garbage collection.
 */
final class Unmapping {

    private Unmapping() {}

    /** Unmaps a whole mapped buffer, which nobody may touch afterwards. */
    static void unmap(ByteBuffer mapped) {
        if (!mapped.isDirect()) {
            return;
        }
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            Field instance = type.getDeclaredField("theUnsafe");
            instance.setAccessible(true);
            Method cleaner = type.getMethod("invokeCleaner", ByteBuffer.class);
            cleaner.invoke(instance.get(null), mapped);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // The garbage collector will do it.
        }
    }
}
