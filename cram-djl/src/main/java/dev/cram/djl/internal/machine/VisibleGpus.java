package dev.cram.djl.internal.machine;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The GPUs that the environment shows PyTorch, by {@code CUDA_VISIBLE_DEVICES}. */
final class VisibleGpus {

    private VisibleGpus() {}

    /** The GPU that PyTorch numbers so: the environment may show it only some, in an order of its own. */
    static Optional<Gpu> find(int index, List<Gpu> gpus, @Nullable String visibleDevices) {
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
    static int count(List<Gpu> gpus, @Nullable String visibleDevices) {
        return (int) IntStream.range(0, gpus.size())
                .filter(i -> find(i, gpus, visibleDevices).isPresent())
                .count();
    }
}
