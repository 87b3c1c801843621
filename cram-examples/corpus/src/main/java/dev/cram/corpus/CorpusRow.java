package dev.cram.corpus;

import com.google.common.primitives.Floats;
import dev.cram.measure.CrammedVectors;
import dev.cram.memory.CapacityReport;
import dev.cram.memory.MemoryVectors;
import dev.cram.model.CramException;
import dev.cram.model.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one document: a row, whose columns are the components, in snake case. The vectors and all measurements are null
 * where there are none. All but {@code seconds} are the same whenever the same documents are crammed by the same settings.
 *
 * @param id what the document is called
 * @param error why there are no vectors, or why they are not exact; null if they are
 * @param exact whether greedy decoding from the vectors returned the text
 * @param tokens number of the text's tokens
 * @param count number of vectors
 * @param width number of components of each
 * @param vectors {@code [count x width]}, row-major
 * @param textSha256 SHA-256 of the text's UTF-8 bytes, in lower-case hexadecimal
 * @param model the model's name
 * @param fingerprint the model's fingerprint
 * @param precision number format that the model computed in
 * @param threads threads it computed with on the CPU; 0 where they make no difference
 * @param textBytes size of the text in UTF-8
 * @param teacherForcedAccuracy the paper's accuracy, 0 to 1
 * @param horizonTokens longest prefix that was correct in some round
 * @param minMargin smallest gap between a true logit and the largest other one, in logits
 * @param crossEntropyBeforeBits of the text without the vectors
 * @param crossEntropyAfterBits of the text with them
 * @param informationGainBits the difference (Eq. 4)
 * @param innerInformationGainNats the same over tokens 2 to the last, in nats, as the paper's tables hold it
 * @param tokenGain correct tokens with the vectors minus those without (Eq. 3)
 * @param theoreticalCapacityTokens what the vectors could hold (Eq. 1), in tokens
 * @param tokenUtilization the token gain as a share of that
 * @param bitUtilization the information gain as a share of the vectors' 16 bits a component
 * @param tokensPerVector the headline ratio
 * @param baseline what the text stands behind without the vectors
 * @param recipe the recipe's name
 * @param seed the seed that was set
 * @param steps rounds of the optimizer
 * @param evaluations evaluations of the whole text
 * @param stopReason why the search ended
 * @param reducedBatch largest number of texts evaluated together after memory ran out; 0 if it never did
 * @param vectorBits what one vector was expected to hold, in bits
 * @param seconds wall time, shared by the texts of a batch
 */
public record CorpusRow(
        String id,
        @Nullable String error,
        @Nullable Boolean exact,
        @Nullable Integer tokens,
        @Nullable Integer count,
        @Nullable Integer width,
        @Nullable List<Float> vectors,
        @Nullable String textSha256,
        @Nullable String model,
        @Nullable String fingerprint,
        @Nullable String precision,
        @Nullable Integer threads,
        @Nullable Integer textBytes,
        @Nullable Double teacherForcedAccuracy,
        @Nullable Integer horizonTokens,
        @Nullable Double minMargin,
        @Nullable Double crossEntropyBeforeBits,
        @Nullable Double crossEntropyAfterBits,
        @Nullable Double informationGainBits,
        @Nullable Double innerInformationGainNats,
        @Nullable Integer tokenGain,
        @Nullable Double theoreticalCapacityTokens,
        @Nullable Double tokenUtilization,
        @Nullable Double bitUtilization,
        @Nullable Double tokensPerVector,
        @Nullable String baseline,
        @Nullable String recipe,
        @Nullable Long seed,
        @Nullable Integer steps,
        @Nullable Double evaluations,
        @Nullable String stopReason,
        @Nullable Integer reducedBatch,
        @Nullable Double vectorBits,
        @Nullable Double seconds) {

    /** The row of a document without vectors. */
    static CorpusRow failed(String id, String error) {
        return new CorpusRow(
                id, error, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** The row of a document with vectors, and why they are not exact if they are not. */
    static CorpusRow of(String id, MemoryVectors vectors, @Nullable String error) {
        MemoryVectors.Origin origin = vectors.origin();
        CapacityReport report = vectors.report();
        CapacityReport.Cost cost = report.cost();
        return new CorpusRow(
                id,
                error,
                origin.exact(),
                origin.tokens(),
                vectors.count(),
                vectors.width(),
                Floats.asList(vectors.toArray()),
                origin.textSha256(),
                origin.model(),
                origin.fingerprint(),
                origin.precision().toString(),
                report.model().threads(),
                report.text().bytes(),
                report.teacherForcedAccuracy(),
                report.tokens().horizon(),
                report.tokens().minMargin(),
                report.bits().before(),
                report.bits().after(),
                report.informationGainBits(),
                report.bits().innerGainNats(),
                report.tokenGain(),
                report.theoreticalCapacityTokens(),
                report.tokenUtilization(),
                report.bitUtilization(),
                report.tokensPerVector(),
                report.bits().baseline().toString(),
                cost.recipe(),
                cost.seed(),
                cost.steps(),
                cost.evaluations(),
                cost.stopReason() == null ? null : cost.stopReason().name(),
                cost.reducedBatch(),
                cost.vectorBits(),
                cost.seconds());
    }

    /** Whether there are exact vectors. */
    public boolean isExact() {
        return Boolean.TRUE.equals(exact);
    }

    /** Whether there are vectors, exact or not. */
    public boolean hasVectors() {
        return vectors != null;
    }

    /**
     * The vectors, without their report.
     *
     * @throws CramException if there are none, or what stands in the row makes none
     */
    public MemoryVectors toVectors() {
        return vectors(isExact());
    }

    /** The same as if they had been seen to be exact or not, which decides whether another text is an error. */
    MemoryVectors vectors(boolean asExact) {
        if (vectors == null
                || count == null
                || tokens == null
                || model == null
                || fingerprint == null
                || precision == null
                || textSha256 == null) {
            throw new CramException(id + " has no vectors" + (error == null ? "" : ": " + error));
        }
        try {
            MemoryVectors.Origin origin = new MemoryVectors.Origin(
                    model, fingerprint, Precision.named(precision), tokens, textSha256, asExact);
            return CrammedVectors.of(Floats.toArray(vectors), count, origin);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new CramException(
                    id + " was altered: " + e.getMessage() + "; take the row from where it was made", e);
        }
    }
}
