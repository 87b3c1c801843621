package dev.cram.cli.terminal;

import dev.cram.model.CramException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Turns what went wrong into one line on standard error and an exit code. */
public final class Failures {

    private final Console console;

    public Failures(Console console) {
        this.console = console;
    }

    public int usage(CommandLine.ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        print(e.getMessage() + "; see '" + command + " --help'");
        return ExitCode.BAD_INPUT;
    }

    public int of(Throwable e) {
        if (e instanceof CramException) {
            print(String.valueOf(e.getMessage()));
            return ExitCode.BAD_INPUT;
        }
        Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
        if (cause != e && !String.valueOf(e.getMessage()).equals(String.valueOf(cause))) {
            // It was given words of its own, which name the file.
            print(String.valueOf(e.getMessage()));
            return ExitCode.BAD_INPUT;
        }
        if (cause instanceof IOException io) {
            print(describe(io));
            return ExitCode.BAD_INPUT;
        }
        print("internal error: " + e + (console.debug() ? "" : "; CRAM_DEBUG=1 prints its trace"));
        if (console.debug()) {
            e.printStackTrace(console.err());
        }
        return ExitCode.INTERNAL;
    }

    private static String describe(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getFile() + ": " + file.getReason();
        }
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + " does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": permission denied";
        }
        return String.valueOf(e.getMessage());
    }

    private void print(String message) {
        console.err().println("cram: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
