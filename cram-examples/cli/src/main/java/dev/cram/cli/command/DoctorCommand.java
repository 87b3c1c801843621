package dev.cram.cli.command;

import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.djl.Doctor;
import dev.cram.djl.Finding;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code cram doctor}: what models compute with on this machine, and what to fix. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Prints engine, native library, devices, memory, threads and speed, and says what to fix.")
public final class DoctorCommand implements Callable<Integer> {

    private static final double SECONDS = 2;

    private final Console console;

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Finding> findings = Doctor.examine(SECONDS);
        findings.forEach(finding ->
                console.out().println(String.format(Locale.ROOT, "%-16s%s", finding.name(), finding.value())));
        List<Finding> cures =
                findings.stream().filter(finding -> !finding.cure().isEmpty()).toList();
        cures.forEach(finding -> console.out().println("to fix: " + finding.name() + ": " + finding.cure()));
        if (cures.isEmpty()) {
            console.out().println("nothing to fix");
        }
        boolean starts = cures.stream().noneMatch(finding -> finding.name().equals("engine"));
        return starts ? ExitCode.DONE : ExitCode.BAD_INPUT;
    }
}
