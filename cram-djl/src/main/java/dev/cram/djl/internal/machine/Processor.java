package dev.cram.djl.internal.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Whose processor this machine has. */
public final class Processor {

    private static final Pattern INTEL = Pattern.compile("GenuineIntel");

    private Processor() {}

    /** Whether it is one of Intel, as Linux and Windows tell it; false where nothing tells. */
    public static boolean isIntel() {
        return isIntel(Path.of("/proc/cpuinfo"), System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", ""));
    }

    static boolean isIntel(Path cpuinfo, String identifier) {
        try {
            String told = Files.exists(cpuinfo) ? Files.readString(cpuinfo) : identifier;
            return INTEL.matcher(told).find();
        } catch (IOException e) {
            return false;
        }
    }
}
