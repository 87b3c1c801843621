package dev.cram.djl.internal.machine;

import java.nio.file.Path;

/** Whose processor this machine has. */
public final class Processor {

    private Processor() {}

    /** Whether it is one of Intel, as Linux and Windows tell it; false where nothing tells. */
    public static boolean isIntel() {
        return isIntel(Path.of("/proc/cpuinfo"), System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", ""));
    }

    static boolean isIntel(Path cpuinfo, String identifier) {
        String told = HostMemory.read(cpuinfo);
        return (told.isEmpty() ? identifier : told).contains("GenuineIntel");
    }
}
