package dev.cram.measure;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.math.Stats;
import dev.cram.internal.Version;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.memory.StopReason;
import dev.cram.model.Baseline;
import dev.cram.model.CramException;
import dev.cram.model.Precision;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What one vector of a model holds, as a search has found it on some texts: the figure behind estimates. Immutable.
 *
 * <pre>{@code
 * List<MemoryVectors> prefixes = Cram.with(model).compressPrefixes(texts); // of texts longer than one vector holds
 * Path file = Calibrations.save(Calibration.of(prefixes));                 // every estimate of the model uses it now
 * }</pre>
 *
 * @param fingerprint the model's fingerprint, in lower-case hexadecimal digits
 * @param model the model's name
 * @param precision number format that it computed in
 * @param baseline what the texts stood behind when they were scored without vectors
 * @param vectorBits mean cross-entropy, without vectors, of the longest exact prefixes, in bits above 0, to a tenth
 * @param deviationBits standard deviation of the same between texts, in bits; 0 of one text, where it is not known
 * @param meanError how far the bits of a text are from the mean of the others, on average, as a share of that; 0 of one text
 * @param texts number of texts, at least 1
 * @param recipe name of the recipe
 * @param evaluations what the search for a prefix took on average, in evaluations of the whole text
 * @param version the library's version
 * @param date when it was measured: date and time in UTC
 */
public record Calibration(
        String fingerprint,
        String model,
        Precision precision,
        Baseline baseline,
        double vectorBits,
        double deviationBits,
        double meanError,
        int texts,
        String recipe,
        double evaluations,
        String version,
        String date) {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{1,128}");

    public Calibration {
        Objects.requireNonNull(fingerprint, "fingerprint");
        checkArgument(
                isFingerprint(fingerprint),
                "fingerprint must be lower-case hexadecimal digits, but was '%s'",
                fingerprint);
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(baseline, "baseline");
        checkArgument(
                vectorBits > 0 && Double.isFinite(vectorBits),
                "vectorBits must be a finite number of bits above 0, but was %s",
                vectorBits);
        checkNumber("deviationBits", deviationBits);
        checkNumber("meanError", meanError);
        checkArgument(texts >= 1, "texts must be at least 1, but was %s", texts);
        Objects.requireNonNull(recipe, "recipe");
        checkNumber("evaluations", evaluations);
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(date, "date");
    }

    /** Whether a string is what a file can be named after. */
    static boolean isFingerprint(String fingerprint) {
        return FINGERPRINT.matcher(fingerprint).matches();
    }

    private static void checkNumber(String name, double value) {
        checkArgument(
                value >= 0 && Double.isFinite(value),
                "%s must be a finite number of at least 0, but was %s",
                name,
                value);
    }

    /**
     * Of prefixes that a search has found.
     *
     * @param prefixes what {@link dev.cram.Cram#compressPrefixes} returned for texts longer than one vector holds, with one
     *     vector and no target margin: at least one, all of one model in one precision
     * @return the figures
     * @throws CramException if a search was cancelled, if nothing of a text is exact, or if a text fits whole, which tells
     *     no limit
     * @throws IllegalArgumentException if there are none, or they are not alike, or have no report or several vectors
     */
    public static Calibration of(List<MemoryVectors> prefixes) {
        Objects.requireNonNull(prefixes, "prefixes");
        checkArgument(!prefixes.isEmpty(), "prefixes must be at least 1, but was %s", prefixes);
        MemoryVectors first = prefixes.get(0);
        prefixes.forEach(prefix -> check(prefix, first));
        List<Double> bits =
                prefixes.stream().map(prefix -> prefix.report().bits().before()).toList();
        Stats stats = Stats.of(bits);
        boolean several = bits.size() > 1;
        CapacityReport report = first.report();
        return new Calibration(
                first.origin().fingerprint(),
                first.origin().model(),
                first.origin().precision(),
                report.bits().baseline(),
                Math.max(0.1, Math.round(10 * stats.mean()) / 10.0),
                several ? stats.sampleStandardDeviation() : 0,
                several ? meanError(bits, stats.sum()) : 0,
                bits.size(),
                String.valueOf(report.cost().recipe()),
                prefixes.stream()
                        .mapToDouble(prefix -> prefix.report().cost().evaluations())
                        .average()
                        .orElseThrow(),
                Version.of(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static double meanError(List<Double> bits, double sum) {
        return bits.stream()
                .mapToDouble(own -> Math.abs(own * (bits.size() - 1) / (sum - own) - 1))
                .average()
                .orElseThrow();
    }

    private static void check(MemoryVectors prefix, MemoryVectors first) {
        checkArgument(
                prefix.hasReport() && prefix.count() == 1,
                "prefixes must each have a report and 1 vector, but one was %s",
                prefix);
        checkArgument(
                prefix.origin().fingerprint().equals(first.origin().fingerprint())
                        && prefix.origin().precision() == first.origin().precision()
                        && prefix.report().bits().baseline()
                                == first.report().bits().baseline()
                        && Objects.equals(
                                prefix.report().cost().recipe(),
                                first.report().cost().recipe()),
                "prefixes must be of one model, precision, baseline and recipe, but one was %s",
                prefix);
        CapacityReport report = prefix.report();
        StopReason reason = report.cost().stopReason();
        if (reason == StopReason.CANCELLED) {
            throw new CramException("A search was cancelled, which tells no limit: leave its text out");
        }
        if (!prefix.origin().exact()) {
            throw new CramException(String.format(
                    "Not one token of a text came out exact in %.0f evaluations: allow more",
                    report.cost().evaluations()));
        }
        if (reason == StopReason.EXACT) {
            throw new CramException("One vector holds all " + report.text().tokens()
                    + " tokens of a text, which tells no limit: give longer texts");
        }
    }

    /**
     * How well the mean itself is known.
     *
     * @return its standard error, as a share of it; infinite of one text
     */
    public double standardError() {
        return texts == 1 ? Double.POSITIVE_INFINITY : deviationBits / Math.sqrt(texts) / vectorBits;
    }
}
