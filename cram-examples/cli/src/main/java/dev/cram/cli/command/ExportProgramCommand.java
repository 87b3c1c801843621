package dev.cram.cli.command;

import dev.cram.Cram;
import dev.cram.cli.bench.TextSample;
import dev.cram.cli.file.Input;
import dev.cram.cli.file.RecordJson;
import dev.cram.cli.terminal.Console;
import dev.cram.cli.terminal.ExitCode;
import dev.cram.corpus.text.TextFiles;
import dev.cram.djl.DjlModels;
import dev.cram.model.CramException;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cram export-program}: what Java loads, as files for PyTorch without Java. */
@Command(
        name = "export-program",
        mixinStandardHelpOptions = true,
        description =
                "Writes a model's TorchScript archive as Java packs it, its weights and a manifest into a folder.",
        footer = {
            "",
            "The files are program.pt, for torch.jit.load, weights.safetensors and manifest.json, which says how the",
            "weights enter the program; with --texts also texts.json. cram-examples/research/gpu-check uses them."
        })
public final class ExportProgramCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--model",
            paramLabel = "LOCATION",
            description = "The built-in model 'pocket', a model folder, a GGUF file, or a hub id (default: pocket).")
    private @Nullable String model;

    @Option(
            names = "--config",
            paramLabel = "CONFIG.json",
            description = "A model's configuration in place of the model: the program without the model's weights.")
    private @Nullable Path config;

    @Option(
            names = "--texts",
            paramLabel = "PATH",
            description = "Texts, as cram bench takes them: the token ids of some, cut to a length, are written too.")
    private @Nullable Path texts;

    @Option(names = "--tokens", paramLabel = "L", description = "Tokens of each text (default: ${DEFAULT-VALUE}).")
    private int tokens = 16;

    @Option(names = "--samples", paramLabel = "N", description = "Number of texts (default: ${DEFAULT-VALUE}).")
    private int samples = 20;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FOLDER",
            description = "The folder to write to; it is made if it does not exist.")
    private Path output = Path.of("");

    public ExportProgramCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (config != null && (model != null || texts != null)) {
            throw new CramException("--config stands alone: give neither --model nor --texts with it");
        }
        if (Files.exists(output) && !Files.isDirectory(output)) {
            throw new CramException(output + " is a file: name a folder");
        }
        if (config != null) {
            Input.file(config);
        }
        if (texts != null) {
            TextFiles.check(texts);
        }
        Files.createDirectories(output);
        if (config != null) {
            DjlModels.exportProgram(config, output);
        } else {
            String location = model == null ? DjlModels.POCKET : model;
            DjlModels.exportProgram(location, output);
            if (texts != null) {
                writeTexts(location, texts);
            }
        }
        console.out().println(output + ": program, weights and manifest");
        return ExitCode.DONE;
    }

    private void writeTexts(String location, Path lines) throws IOException {
        try (FrozenModel opened = Cram.open(location)) {
            List<int[]> ids = TextSample.draw(lines, opened, tokens, samples, 0).texts().stream()
                    .map(opened::encode)
                    .toList();
            RecordJson.write(output.resolve("texts.json"), new Texts(tokens, ids));
        }
    }

    /** Token ids of some texts. */
    private record Texts(int tokens, List<int[]> texts) {

        @Override
        public String toString() {
            return texts.stream().map(Arrays::toString).toList().toString();
        }
    }
}
