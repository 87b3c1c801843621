package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cram.measure.Calibration;
import dev.cram.measure.Calibrations;
import dev.cram.measure.VectorBits;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Baseline;
import dev.cram.model.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the user has calibrated, kept for other processes. */
class CalibrationsTest {

    private static final String PLACE = "cram.cache";

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model);
    private final List<String> warnings = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            warnings.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Logger logger = Logger.getLogger(Calibrations.class.getPackageName());

    @TempDir
    Path folder;

    @BeforeEach
    void moveCache() {
        System.setProperty(PLACE, folder.resolve("cache").toString());
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void restore() {
        System.clearProperty(PLACE);
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        Thread.interrupted();
    }

    private static Calibration calibration(double bits, Baseline baseline, Precision precision) {
        return new Calibration(
                "feed01",
                "read\nout",
                precision,
                baseline,
                bits,
                1.5,
                0.125,
                3,
                "default",
                999.5,
                "0.1.0",
                "2026-01-01");
    }

    private static Path save(double bits) throws IOException {
        return Calibrations.save(calibration(bits, Baseline.NONE, Precision.FLOAT32));
    }

    @Test
    void save_thenEverySearch_goesByIt() throws IOException {
        Path file = save(21.5);

        assertThat(file).startsWith(folder.resolve("cache")).hasFileName("feed01.none.float32.json");
        assertThat(Calibrations.find(model)).contains(calibration(21.5, Baseline.NONE, Precision.FLOAT32));
        assertThat(VectorBits.of(model, null)).isEqualTo(new VectorBits(21.5, VectorBits.Source.CALIBRATED));
        assertThat(cram.estimate("call me").vectorBits()).isEqualTo(21.5);
        assertThat(cram.estimate("call me").measured()).isTrue();
        assertThat(cram.estimate("call me").toString()).endsWith("one vector of this model holds about 22");
        assertThat(cram.compress("call me").report().cost().vectorBits()).isEqualTo(21.5);
        assertThat(cram.vectorBits(7).estimate("call me").vectorBits()).isEqualTo(7);
        assertThat(VectorBits.released(model)).isEqualTo(new VectorBits(48, VectorBits.Source.GUESSED));
        assertThat(warnings).isEmpty();
    }

    /** A search depends on what a vector is expected to hold, and its report says what that was. */
    @Test
    void vectorBitsOfAReport_withoutTheCalibration_giveTheSameVectors() throws IOException {
        model.reach = 5;
        save(6);
        MemoryVectors calibrated = cram.steps(300).acceptInexact().compress("call me");
        assertThat(Calibrations.forget(model)).isTrue();

        Cram elsewhere = cram.steps(300).acceptInexact();
        double bits = calibrated.report().cost().vectorBits();

        assertThat(elsewhere.compress("call me")).isNotEqualTo(calibrated);
        assertThat(elsewhere.vectorBits(bits).compress("call me")).isEqualTo(calibrated);
    }

    @Test
    void find_otherPrecisionOnly_takesIt() throws IOException {
        save(20);
        Calibration half = calibration(18, Baseline.NONE, Precision.BFLOAT16);
        model.precision = Precision.BFLOAT16;
        assertThat(cram.estimate("me").vectorBits()).isEqualTo(20);

        Path unused = Calibrations.save(half);

        assertThat(Calibrations.find(model)).contains(half);
        model.precision = Precision.FLOAT16;
        assertThat(cram.estimate("me").vectorBits()).isEqualTo(20);
    }

    @Test
    void find_otherBaselineOrModel_isAnother() throws IOException {
        Path unused = Calibrations.save(calibration(20, Baseline.START_TOKEN, Precision.FLOAT32));
        assertThat(Calibrations.find(model)).isEmpty();

        Path file = save(21);
        model.fingerprint = "feed02";
        assertThat(Calibrations.find(model)).isEmpty();
        model.fingerprint = "../calibrations/feed01";
        assertThat(Calibrations.find(model)).isEmpty();
        assertThat(Calibrations.forget(model)).isFalse();
        assertThat(file).exists();
    }

    @Test
    void forget_model_isForgottenInAllForms() throws IOException {
        save(20);
        Path unused = Calibrations.save(calibration(20, Baseline.START_TOKEN, Precision.FLOAT16));
        assertThat(Calibrations.all()).hasSize(2);

        assertThat(Calibrations.forget(model)).isTrue();

        assertThat(Calibrations.all()).isEmpty();
        assertThat(Calibrations.forget(model)).isFalse();
        assertThat(cram.estimate("me").measured()).isFalse();
    }

    @Test
    void find_fileCutAnywhere_isNotUsedAndWarnedOfOnce() throws IOException {
        Path file = save(20);
        String whole = Files.readString(file);
        for (int length = 0; length < whole.strip().length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            assertThat(cram.estimate("me").measured())
                    .as("%d characters", length)
                    .isFalse();
        }
        assertThat(warnings).isNotEmpty();

        warnings.clear();
        Files.writeString(file, "{\"vectorBits\": 20}");
        assertThat(cram.compress("me").report().cost().vectorBits()).isEqualTo(48);
        assertThat(Calibrations.all()).isEmpty();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains(file.toString(), "there is no fingerprint", "delete it, and run cram calibrate");
    }

    @Test
    void find_valuesThatAreNone_areNotUsed() throws IOException {
        Path file = save(20);
        String whole = Files.readString(file);
        for (String value : List.of("0.0", "-1", "NaN", "1e999", "[]", "{}", "null", "\"much\"", "true")) {
            Files.writeString(file, whole.replace("20.0", value));
            assertThat(cram.estimate("me").measured()).as(value).isFalse();
        }
        Files.writeString(file, whole.replace("feed01", "feed02"));
        assertThat(Calibrations.find(model)).isEmpty();
        assertThat(warnings.get(warnings.size() - 1)).contains("it is that of feed02.none.float32.json");
        Files.writeString(file, whole.replace("{", "{\"later\": [1],"));
        assertThat(cram.estimate("me").vectorBits()).isEqualTo(20);
    }

    @Test
    void find_placeThatIsNone_isWarnedOf() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        assertThat(cram.estimate("me").measured()).isFalse();
        assertThat(Calibrations.all()).isEmpty();
        assertThat(warnings).isNotEmpty().allMatch(warning -> warning.contains(folder.toString()));
        assertThatThrownBy(() -> save(20)).isInstanceOf(IOException.class);

        warnings.clear();
        System.setProperty(PLACE, "a\0b");
        assertThat(cram.estimate("me").measured()).isFalse();
        assertThat(warnings).singleElement().asString().contains("CRAM_CACHE");
    }

    @Test
    void find_interruptedThread_readsIt() throws IOException {
        save(20);
        Thread.currentThread().interrupt();

        assertThat(cram.estimate("me").vectorBits()).isEqualTo(20);
        assertThat(warnings).isEmpty();
    }

    @Test
    void save_manyAtOnce_losesNone() {
        IntStream.range(0, 200).parallel().forEach(i -> {
            try {
                Path unused = Calibrations.save(new Calibration(
                        "feed0" + i % 8,
                        "m" + i % 8,
                        Precision.FLOAT32,
                        Baseline.NONE,
                        100 + i % 8,
                        0,
                        0,
                        1,
                        "default",
                        9,
                        "0.1.0",
                        "2026-01-01"));
                assertThat(Calibrations.all()).isNotEmpty();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(Calibrations.all())
                .extracting(Calibration::vectorBits)
                .containsExactly(100.0, 101.0, 102.0, 103.0, 104.0, 105.0, 106.0, 107.0);
        assertThat(warnings).isEmpty();
        assertThat(Stream.of(Calibrations.folder().toFile().list())).hasSize(8);
    }
}
