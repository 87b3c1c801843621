package dev.cram.examples.cli;

/** What the process tells its caller. */
final class ExitCode {

    static final int DONE = 0;
    static final int BAD_INPUT = 1;
    static final int INEXACT = 2;
    static final int INTERNAL = 70;

    private ExitCode() {}
}
