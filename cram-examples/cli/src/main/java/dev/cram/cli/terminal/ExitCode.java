package dev.cram.cli.terminal;

/** What the process tells its caller. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int BAD_INPUT = 1;
    public static final int INEXACT = 2;
    public static final int INTERNAL = 70;

    private ExitCode() {}
}
