package dev.cram.djl.internal.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the driver's own tool, {@code nvidia-smi}, tells of the GPUs. */
public final class NvidiaSmi {

    private static final int SECONDS = 20;
    private static final String QUERY = "--query-gpu=index,uuid,name,driver_version,memory.total,memory.free";

    private NvidiaSmi() {}

    /** All GPUs that the driver knows; none if there is no driver, or no tool. */
    public static List<Gpu> gpus() {
        try {
            Process process = new ProcessBuilder("nvidia-smi", QUERY, "--format=csv,noheader,nounits")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return List.of();
            }
            return process.exitValue() == 0 ? parse(text) : List.of();
        } catch (IOException e) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    static List<Gpu> parse(String csv) {
        List<Gpu> gpus = new ArrayList<>();
        for (String line : csv.lines().toList()) {
            String[] cells = line.split(",\\s*", -1);
            if (cells.length == 6 && cells[0].matches("\\d+") && (cells[4] + cells[5]).matches("\\d+")) {
                gpus.add(new Gpu(
                        Integer.parseInt(cells[0]),
                        cells[1],
                        cells[2],
                        cells[3],
                        Long.parseLong(cells[4]) << 20,
                        Long.parseLong(cells[5]) << 20));
            }
        }
        return gpus;
    }
}
