package dev.cram.cli.bench;

import com.google.common.hash.Hashing;
import dev.cram.Cram;
import dev.cram.model.FrozenModel;
import dev.cram.recipe.CramSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * All that the report of a trial depends on: another one under the same key is the same, but for the time it took and the last bits
 * of a batch that was continued.
 *
 * @param version the library's version
 * @param fingerprint the model's fingerprint
 * @param precision number format that the model computes in, behind that of a draft
 * @param device where it computes
 * @param threads threads on the CPU; 0 if results do not depend on their number
 * @param textSha256 SHA-256 of the text in UTF-8, in hexadecimal digits
 * @param tokens tokens of the text
 * @param vectors memory vectors
 * @param recipe the recipe's name
 * @param steps the recipe's limit of steps
 * @param seed where all random numbers come from
 * @param margin target margin
 * @param budget evaluations after which a text is given up
 * @param batch texts evaluated together
 * @param prefixes whether as much of the text as can be had was asked for, not the whole
 * @param settingsSha256 SHA-256 of all settings in serial form, the recipe's included
 */
public record TrialKey(
        String version,
        String fingerprint,
        String precision,
        String device,
        int threads,
        String textSha256,
        int tokens,
        int vectors,
        String recipe,
        int steps,
        long seed,
        double margin,
        double budget,
        int batch,
        boolean prefixes,
        String settingsSha256) {

    static TrialKey of(
            FrozenModel model, Optional<FrozenModel> draft, CramSettings settings, boolean prefixes, String text) {
        return new TrialKey(
                Cram.version(),
                model.fingerprint(),
                precision(model, draft),
                model.device(),
                model.threads(),
                Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString(),
                model.encode(text).length,
                settings.vectors(),
                settings.recipe().name(),
                settings.recipe().steps(),
                settings.seed(),
                settings.margin(),
                (prefixes ? settings.recipe().prefix() : settings.recipe().whole()).budget(),
                settings.batch(),
                prefixes,
                Hashing.sha256().hashBytes(serial(settings)).toString());
    }

    /** In what a search computes. */
    public static String precision(FrozenModel model, Optional<FrozenModel> draft) {
        return model.precision()
                + draft.map(other -> " behind " + other.precision()).orElse("");
    }

    private static byte[] serial(CramSettings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
