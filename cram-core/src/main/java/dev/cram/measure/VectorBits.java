package dev.cram.measure;

import dev.cram.memory.Estimate;
import dev.cram.model.FrozenModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What one vector of a model holds, as far as it is known, for estimates. Stateless and thread-safe. */
public final class VectorBits {

    /**
     * What a component is guessed to hold where nothing was measured: the paper's Pythia-160M holds 396 nats, 572 bits,
     * in 768 components (Kuratov et al. 2025, Table 1).
     */
    static final double GUESSED_BITS_PER_COMPONENT = 0.75;

    private static final Properties MEASURED = new Properties();

    static {
        try (InputStream in = VectorBits.class.getResourceAsStream("vector-bits.properties")) {
            MEASURED.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VectorBits() {}

    /**
     * How hard a text is.
     *
     * @param model the model
     * @param textBits the text's cross-entropy without vectors, in bits
     * @param tokens the text's tokens
     * @param told what one vector holds, if the user knows; null for what this library has measured, or else a guess
     * @return the estimate
     */
    public static Estimate estimate(FrozenModel model, double textBits, int tokens, @Nullable Double told) {
        Objects.requireNonNull(model, "model");
        if (told != null) {
            return new Estimate(textBits, told, true, tokens);
        }
        String known = MEASURED.getProperty(model.fingerprint());
        return known == null
                ? new Estimate(textBits, GUESSED_BITS_PER_COMPONENT * model.width(), false, tokens)
                : new Estimate(textBits, Double.parseDouble(known), true, tokens);
    }
}
