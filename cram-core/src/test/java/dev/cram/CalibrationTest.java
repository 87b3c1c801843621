package dev.cram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.cram.measure.Calibration;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.Baseline;
import dev.cram.model.CramException;
import dev.cram.model.Precision;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is made of the prefixes that a search has found. */
class CalibrationTest {

    private final ReadoutModel model = new ReadoutModel();
    private final Cram cram = Cram.with(model).budget(30).acceptInexact();

    CalibrationTest() {
        model.reach = 4;
    }

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void of_prefixes_hasTheirMeanAndHowFarTheyAreApart() {
        List<MemoryVectors> prefixes = cram.compressPrefixes(List.of("call me", "a brown fox", "jumped over"));
        model.reach = 2;
        List<MemoryVectors> shorter = cram.compressPrefixes(List.of("quick fox"));
        List<MemoryVectors> all = List.of(prefixes.get(0), prefixes.get(1), shorter.get(0));

        Calibration found = Calibration.of(all);

        double[] bits =
                all.stream().mapToDouble(one -> one.report().bits().before()).toArray();
        double mean = (bits[0] + bits[1] + bits[2]) / 3;
        double squares = 0;
        double errors = 0;
        for (double own : bits) {
            squares += (own - mean) * (own - mean);
            double others = (3 * mean - own) / 2;
            errors += Math.abs(own - others) / others;
        }
        assertThat(found.vectorBits()).isCloseTo(mean, within(0.05 + 1e-9));
        assertThat(10 * found.vectorBits()).isEqualTo(Math.rint(10 * found.vectorBits()));
        assertThat(found.deviationBits())
                .isCloseTo(Math.sqrt(squares / 2), within(1e-9))
                .isPositive();
        assertThat(found.meanError()).isCloseTo(errors / 3, within(1e-9));
        assertThat(found.standardError()).isEqualTo(found.deviationBits() / Math.sqrt(3) / found.vectorBits());
        assertThat(found.texts()).isEqualTo(3);
        assertThat(found.evaluations()).isBetween(25.0, 32.0);
        assertThat(found.recipe()).isEqualTo("default");
        assertThat(found.fingerprint()).isEqualTo(model.fingerprint());
        assertThat(found.version()).isEqualTo(Cram.version());
    }

    @Test
    void of_oneText_knowsNoDeviation() {
        Calibration found = Calibration.of(List.of(cram.compressPrefix("a brown fox")));

        assertThat(found.deviationBits()).isZero();
        assertThat(found.meanError()).isZero();
        assertThat(found.standardError()).isInfinite();
    }

    @Test
    void of_textThatFitsWhole_tellsTheCure() {
        List<MemoryVectors> whole = List.of(cram.compressPrefix("me"));

        assertThatThrownBy(() -> Calibration.of(whole))
                .isInstanceOf(CramException.class)
                .hasMessage("One vector holds all 2 tokens of a text, which tells no limit: give longer texts");
    }

    @Test
    void of_nothingExact_tellsTheCure() {
        model.nanAfter = 0;
        List<MemoryVectors> none = List.of(cram.compressPrefix("zebra"));

        assertThatThrownBy(() -> Calibration.of(none))
                .isInstanceOf(CramException.class)
                .hasMessageMatching("Not one token of a text came out exact in [0-9]+ evaluations: allow more");
    }

    @Test
    void of_cancelled_isRefused() {
        Cram cancelling = cram.listener(progress -> Thread.currentThread().interrupt());
        List<MemoryVectors> cancelled = List.of(cancelling.compressPrefix("a brown fox"));

        assertThatThrownBy(() -> Calibration.of(cancelled))
                .isInstanceOf(CramException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void of_prefixesThatAreNotAlike_isRefused() {
        MemoryVectors one = cram.compressPrefix("a brown fox");
        model.precision = Precision.BFLOAT16;
        MemoryVectors rounded = cram.compressPrefix("a brown fox");
        model.precision = Precision.FLOAT32;
        model.fingerprint = "beef";
        MemoryVectors foreign = cram.compressPrefix("a brown fox");

        for (MemoryVectors other : List.of(rounded, foreign)) {
            assertThatThrownBy(() -> Calibration.of(List.of(one, other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of one model, precision, baseline and recipe");
        }
        model.reach = 2;
        List<MemoryVectors> two = List.of(cram.vectors(2).compressPrefix("a brown fox"));
        assertThatThrownBy(() -> Calibration.of(two))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 vector");
        assertThatThrownBy(() -> Calibration.of(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }

    @Test
    void new_fingerprintThatIsAPath_isRefused() {
        assertThatThrownBy(() -> new Calibration(
                        "../me",
                        "me",
                        Precision.FLOAT32,
                        Baseline.NONE,
                        9,
                        0,
                        0,
                        1,
                        "default",
                        9,
                        "0.1.0",
                        "2026-01-01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../me'");
    }
}
