package dev.cram.cli.terminal;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C into an interrupt of the working thread, and holds the process until that has kept its work. */
public final class Interruption {

    private static final int SECONDS_TO_FINISH = 30;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);

    private Interruption() {}

    /** Does work that ends soon after an interrupt. */
    public static <T> T guard(Callable<T> work) throws Exception {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::interruptAndWait, "cram-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            interruption.done.countDown();
            remove(hook);
        }
    }

    private void interruptAndWait() {
        worker.interrupt();
        try {
            if (!done.await(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.INTERNAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook with it.
        }
    }
}
