package dev.cram.spark;

import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;

/** The models that are open in this executor: one, however many tasks it runs, or one a GPU if it has several. */
final class ExecutorModels {

    private static final Map<Opening, FrozenModel> OPEN = new HashMap<>();

    private ExecutorModels() {}

    private record Opening(String location, ModelOptions options) {}

    /** The model for the task that runs on this thread; it stays open until the process ends. */
    static synchronized FrozenModel get(String location, ModelOptions options) {
        Opening opening = new Opening(location, forTask(options));
        FrozenModel open = OPEN.get(opening);
        if (open == null) {
            open = Cram.open(opening.location(), opening.options());
            OPEN.put(opening, open);
            // The process must not end inside the engine.
            Runtime.getRuntime().addShutdownHook(new Thread(open::close, "cram-close"));
        }
        return open;
    }

    /** On the GPU that Spark gave the task, if it did; on the CPU with as many threads as the executor has cores. */
    private static ModelOptions forTask(ModelOptions options) {
        ResourceInformation gpu = TaskContext.get().resourcesJMap().get("gpu");
        if (gpu != null) {
            return options.device("cuda:" + gpu.addresses()[0]);
        }
        Optional<Integer> cores = Optional.ofNullable(SparkEnv.get().conf().get("spark.executor.cores", null))
                .map(Integer::valueOf);
        return options.threads() == 0 && cores.isPresent() ? options.threads(cores.get()) : options;
    }
}
