package dev.cram.cli;

import dev.cram.cli.command.BenchCommand;
import dev.cram.cli.command.CalibrateCommand;
import dev.cram.cli.command.CompressCommand;
import dev.cram.cli.command.CorpusCommand;
import dev.cram.cli.command.DecompressCommand;
import dev.cram.cli.command.DemoCommand;
import dev.cram.cli.command.DoctorCommand;
import dev.cram.cli.command.ExportProgramCommand;
import dev.cram.cli.command.InspectCommand;
import dev.cram.cli.command.ModelsCommand;
import dev.cram.cli.command.StudyCommand;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.Failures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The entry of the command line. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param args the command and its arguments
     */
    public static void main(String[] args) {
        System.exit(run(Console.ofProcess(), args));
    }

    static int run(Console console, String... args) {
        Failures failures = new Failures(console);
        CommandLine line = new CommandLine(new CramCommand())
                .addSubcommand(new DemoCommand(console))
                .addSubcommand(new CompressCommand(console))
                .addSubcommand(new DecompressCommand(console))
                .addSubcommand(new CorpusCommand(console))
                .addSubcommand(new InspectCommand(console))
                .addSubcommand(new ModelsCommand(console))
                .addSubcommand(new BenchCommand(console))
                .addSubcommand(new CalibrateCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new ExportProgramCommand(console))
                .addSubcommand(new StudyCommand(console))
                .setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, arguments) -> failures.usage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> failures.of(e));
        try {
            return line.execute(args);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            return failures.of(e);
        }
    }
}
