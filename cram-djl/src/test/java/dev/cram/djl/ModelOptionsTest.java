package dev.cram.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.Cram;
import dev.cram.djl.internal.decoder.torch.TorchThreads;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.ModelMismatchException;
import dev.cram.model.Demand;
import dev.cram.model.Evaluation;
import dev.cram.model.FrozenModel;
import dev.cram.model.ModelOptions;
import dev.cram.model.Point;
import dev.cram.model.Precision;
import dev.cram.model.TextObjective;
import dev.cram.model.TokenReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the options change of a model, and what they do not. */
class ModelOptionsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void copy() {
        TinyModel.copy("llama_gqa_tied", folder);
    }

    private FrozenModel open(ModelOptions options) {
        return DjlModels.open(folder, options);
    }

    private static Evaluation evaluate(FrozenModel model) {
        float[] vectors = new float[2 * model.width()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) Math.sin(i);
        }
        try (TextObjective objective = model.objective(List.of(new int[] {3, 1, 4, 1, 5}))) {
            return objective
                    .evaluate(List.of(new TextObjective.Row(0, Point.of(vectors, Demand.GRADIENT))))
                    .get(0);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLOAT32")
    void open_halfPrecision_crams(Precision precision) {
        try (FrozenModel half = open(ModelOptions.defaults().precision(precision));
                FrozenModel single = open(ModelOptions.defaults())) {
            assertThat(half.precision()).isEqualTo(precision);
            assertThat(half.fingerprint()).isEqualTo(single.fingerprint());
            MemoryVectors vectors = Cram.with(half).vectors(2).compress("abc");
            assertThat(vectors.report().model().precision()).isEqualTo(precision);
            assertThat(Cram.with(half).decompress(vectors)).isEqualTo("abc");
            assertThatExceptionOfType(ModelMismatchException.class)
                    .isThrownBy(() -> Cram.with(single).decompress(vectors))
                    .withMessageContainingAll(precision.toString(), "float32");
        }
    }

    @Test
    void open_halfPrecision_readsTokenByToken() {
        try (FrozenModel half = open(ModelOptions.defaults().precision(Precision.BFLOAT16));
                FrozenModel single = open(ModelOptions.defaults());
                TokenReader halfReader = half.reader(3);
                TokenReader singleReader = single.reader(3)) {
            for (int token = 1; token <= 3; token++) {
                assertThat(halfReader.read(token)).containsExactly(singleReader.read(token), Offset.offset(0.1f));
            }
        }
    }

    @Test
    void open_checkpointing_sameGradient() {
        try (FrozenModel plain = open(ModelOptions.defaults());
                FrozenModel checkpointing = open(ModelOptions.defaults().checkpointing(true))) {
            Evaluation expected = evaluate(plain);
            Evaluation found = evaluate(checkpointing);
            assertThat(found.loss()).isEqualTo(expected.loss());
            assertThat(found.gradient()).containsExactly(expected.gradient(), Offset.offset(1e-6f));
        }
    }

    @Test
    void open_threads_areRecorded() {
        try (FrozenModel usual = open(ModelOptions.defaults());
                FrozenModel one = open(ModelOptions.defaults().threads(1));
                FrozenModel three = open(ModelOptions.defaults().threads(3))) {
            assertThat(usual.threads()).isEqualTo(TorchThreads.resolve(TorchThreads.USUAL));
            assertThat(one.threads()).isEqualTo(1);
            assertThat(three.threads()).isEqualTo(3);
            MemoryVectors vectors = Cram.with(three).steps(1).acceptInexact().compress("a b");
            assertThat(vectors.report().model().threads()).isEqualTo(3);
        }
    }

    /** Sums of this length come out otherwise on two threads than on one. */
    private static int bits(FrozenModel model) {
        int[] ids = Arrays.copyOf(model.encode("Call me Ishmael. Some years ago, never mind how long"), 10);
        float[] vectors = new float[model.width()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) Math.sin(i) * model.embeddingStd();
        }
        Point point = Point.of(vectors, Demand.GRADIENT);
        try (TextObjective objective = model.objective(List.of(ids))) {
            return Arrays.hashCode(objective
                    .evaluate(List.of(new TextObjective.Row(0, point)))
                    .get(0)
                    .gradient());
        }
    }

    @Test
    void open_anotherNumberOfThreads_leavesTheBitsOfModelsThatAreOpen() throws Exception {
        try (FrozenModel usual = DjlModels.pocket()) {
            int usualBits = bits(usual);
            try (FrozenModel same = DjlModels.pocket(ModelOptions.defaults().threads(usual.threads()))) {
                assertThat(bits(same)).isEqualTo(usualBits);
            }
            try (FrozenModel one = DjlModels.pocket(ModelOptions.defaults().threads(1));
                    FrozenModel two = DjlModels.pocket(ModelOptions.defaults().threads(2))) {
                int oneBits = bits(one);
                int twoBits = bits(two);
                for (int i = 0; i < 3; i++) {
                    assertThat(bits(one)).isEqualTo(oneBits);
                    assertThat(bits(two)).isEqualTo(twoBits);
                    assertThat(bits(usual)).isEqualTo(usualBits);
                }
                ExecutorService pool = Executors.newFixedThreadPool(6);
                try {
                    List<Future<Boolean>> checks = new ArrayList<>();
                    for (int i = 0; i < 60; i++) {
                        FrozenModel model = i % 2 == 0 ? one : two;
                        int expected = i % 2 == 0 ? oneBits : twoBits;
                        checks.add(pool.submit(() -> bits(model) == expected));
                    }
                    for (Future<Boolean> check : checks) {
                        assertThat(check.get()).isTrue();
                    }
                } finally {
                    pool.shutdown();
                }
            }
        }
    }

    @Test
    void precision_auto_isFloat32OnTheCpu() {
        try (FrozenModel model = open(ModelOptions.defaults())) {
            assertThat(model.precision()).isEqualTo(Precision.FLOAT32);
        }
    }
}
