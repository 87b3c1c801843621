package dev.cram.djl.internal.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the driver's own tool, {@code nvidia-smi}, tells of the GPUs. */
public final class NvidiaSmi {

    private static final int SECONDS = 20;
    private static final String QUERY = "--query-gpu=index,uuid,name,driver_version,memory.total,memory.free";

    private NvidiaSmi() {}

    /**
     * A GPU.
     *
     * @param index its number, from 0, as the driver counts
     * @param uuid its identity
     * @param name what it is called
     * @param driver version of the driver
     * @param totalBytes its memory
     * @param freeBytes what no process has taken
     */
    public record Gpu(int index, String uuid, String name, String driver, long totalBytes, long freeBytes) {}

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

    /** The GPU that PyTorch numbers so: the environment may show it only some, in an order of its own. */
    static Optional<Gpu> visible(int index, List<Gpu> gpus, @Nullable String visibleDevices) {
        if (visibleDevices == null || visibleDevices.isBlank()) {
            return gpus.stream().filter(gpu -> gpu.index() == index).findFirst();
        }
        String[] names = visibleDevices.split(",", -1);
        if (index >= names.length) {
            return Optional.empty();
        }
        String name = names[index].strip();
        return gpus.stream()
                .filter(gpu -> name.equals(Integer.toString(gpu.index()))
                        || (!name.isEmpty() && gpu.uuid().startsWith(name)))
                .findFirst();
    }

    /** The number of GPUs that the environment shows PyTorch. */
    static int visible(List<Gpu> gpus, @Nullable String visibleDevices) {
        return (int) IntStream.range(0, gpus.size())
                .filter(i -> visible(i, gpus, visibleDevices).isPresent())
                .count();
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
