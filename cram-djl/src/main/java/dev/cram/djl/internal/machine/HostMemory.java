package dev.cram.djl.internal.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this machine, or of the container that this process is in, in bytes. */
public final class HostMemory {

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s*(\\d+) kB");
    private static final Path PROC = Path.of("/proc/meminfo");
    private static final Path CONTAINER = Path.of("/sys/fs/cgroup");

    private HostMemory() {}

    /**
     * What a process can still get without swapping, as Linux tells it, or what the container's limit leaves, if that is
     * less. Elsewhere all of the memory, since other systems do not tell what they would give up.
     */
    public static long free() {
        OptionalLong available = available(read(PROC));
        if (available.isEmpty()) {
            return total();
        }
        long limit = number(read(CONTAINER.resolve("memory.max")));
        long used = number(read(CONTAINER.resolve("memory.current")));
        return limit < 0 || used < 0 ? available.getAsLong() : Math.min(available.getAsLong(), limit - used);
    }

    public static long total() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }

    static OptionalLong available(String meminfo) {
        Matcher line = AVAILABLE.matcher(meminfo);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1)) * 1024) : OptionalLong.empty();
    }

    /** A file's number; -1 if there is none, as without a limit. */
    private static long number(String text) {
        return text.strip().matches("\\d{1,18}") ? Long.parseLong(text.strip()) : -1;
    }

    /** A file's text; none if it is not there or cannot be read. */
    static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            return "";
        }
    }
}
