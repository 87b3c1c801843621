package dev.cram.djl.internal.checkpoint.gguf;

import com.google.gson.Gson;
import com.sun.management.ThreadMXBean;
import dev.cram.djl.DjlModels;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this library makes of a GGUF file, for {@code cram-examples/research/gguf-check}: reads a {@link Question} from the
 * standard input as JSON and writes the answer as JSON. Memory is that of the process, so that only the first opening in it
 * is measured.
 */
public final class GgufFigures {

    private static final String MEMORY = "/proc/self/status";
    private static final long KIB = 1024;

    private GgufFigures() {}

    /**
     * What is asked.
     *
     * @param file the GGUF file
     * @param texts texts to split into tokens
     * @param scored a text to score behind the start token
     * @param vectors vectors to decode from
     * @param length how many tokens
     */
    private record Question(String file, String[] texts, String scored, float[][] vectors, int length) {}

    public static void main(String[] arguments) throws IOException {
        Gson gson = new Gson();
        Question question = gson.fromJson(new InputStreamReader(System.in, StandardCharsets.UTF_8), Question.class);
        DjlModels.pocket().close(); // so that neither time nor memory are the engine's
        System.gc();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = anonymous();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        Peak peak = new Peak();
        peak.start();
        long start = System.nanoTime();
        try (FrozenModel model = DjlModels.open(Path.of(question.file))) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("seconds", (System.nanoTime() - start) / 1e9);
            answer.put("heap", thread.getCurrentThreadAllocatedBytes() - allocated);
            answer.put("memory", peak.stopped() - before);
            answer.put("ids", Arrays.stream(question.texts).map(model::encode).toList());
            answer.put("start", model.startToken().orElse(-1));
            answer.put("nats", model.score(model.encode(question.scored)).crossEntropyNats());
            answer.put("greedy", model.greedy(List.of(flat(question.vectors)), new int[] {question.length})[0]);
            System.out.println(gson.toJson(answer));
        }
    }

    private static float[] flat(float[][] vectors) {
        float[] flat = new float[vectors.length * vectors[0].length];
        for (int i = 0; i < vectors.length; i++) {
            System.arraycopy(vectors[i], 0, flat, i * vectors[i].length, vectors[i].length);
        }
        return flat;
    }

    /** Bytes of memory that are no file's. */
    private static long anonymous() throws IOException {
        return Files.readAllLines(Path.of(MEMORY)).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .mapToLong(line -> KIB * Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    /** The most memory that there was while it ran. */
    private static final class Peak extends Thread {

        private volatile boolean runs = true;
        private long most;

        @Override
        public void run() {
            try {
                while (runs) {
                    most = Math.max(most, anonymous());
                    sleep(2);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        long stopped() throws IOException {
            runs = false;
            try {
                join();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return Math.max(most, anonymous());
        }
    }
}
