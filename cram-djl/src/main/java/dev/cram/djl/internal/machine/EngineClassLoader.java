package dev.cram.djl.internal.machine;

import ai.djl.pytorch.engine.PtEngineProvider;
import java.util.function.Supplier;

/**
 * DJL looks for its engine, and for the native libraries in jars, with the thread's context class loader, once for the
 * whole process. A thread of a pool or of a container may have a loader that does not see them.
 */
public final class EngineClassLoader {

    private EngineClassLoader() {}

    /** Runs something under the thread's own loader if that sees DJL's engine, else under the one of this library. */
    public static <T> T run(Supplier<T> action) {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        if (seesTheEngine(usual)) {
            return action.get();
        }
        thread.setContextClassLoader(EngineClassLoader.class.getClassLoader());
        try {
            return action.get();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static boolean seesTheEngine(ClassLoader loader) {
        try {
            return loader != null && loader.loadClass(PtEngineProvider.class.getName()) == PtEngineProvider.class;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
