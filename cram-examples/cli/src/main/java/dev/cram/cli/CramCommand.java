package dev.cram.cli;

import dev.cram.Cram;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** What all subcommands hang on: the usage text and the version. */
@Command(
        name = "cram",
        mixinStandardHelpOptions = true,
        versionProvider = CramCommand.Version.class,
        description = "Crams a text into one input vector of a frozen language model, and gets it back.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and exact",
            "1:bad input or usage",
            "2:the text could not be made exact",
            "70:internal error; CRAM_DEBUG=1 prints its trace"
        })
final class CramCommand {

    /** The library's. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"cram " + Cram.version()};
        }
    }
}
