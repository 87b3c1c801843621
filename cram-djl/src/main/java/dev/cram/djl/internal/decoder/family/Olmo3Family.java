package dev.cram.djl.internal.decoder.family;

import dev.cram.djl.internal.checkpoint.Config;
import dev.cram.djl.internal.decoder.network.Activation;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import java.util.List;

/** OLMo 3: OLMo 2, most of whose layers attend to a sliding window and turn by angles of their own. */
final class Olmo3Family implements Family {

    /** What transformers takes for absent entries. */
    private static final Dimensions ABSENT = new Dimensions(32, 4096, 32, 0, 0, 11_008, 50_304, 2048);

    private static final int DEFAULT_WINDOW = 4096;
    private static final int PATTERN = 4;
    private static final double THETA = 500_000;

    @Override
    public List<String> modelTypes() {
        return List.of("olmo3");
    }

    @Override
    public DecoderSpec read(Config config) {
        Dimensions sizes = Dimensions.of(config, ABSENT);
        SlidingWindows windows = SlidingWindows.byType(
                config,
                sizes.layers(),
                SlidingWindows.size(config, DEFAULT_WINDOW),
                layer -> (layer + 1) % PATTERN != 0);
        RotaryKinds kinds = new RotaryKinds(config, sizes, "OLMo 3");
        return new AttentionBuilder(
                        sizes,
                        Olmo2Family.weights(config, sizes),
                        Attention.Norm.rootMeanSquare(config.number("rms_norm_eps", Olmo2Family.EPS)),
                        Activation.read(config, "hidden_act", "silu"))
                .windows(windows)
                .rotary(
                        List.of(kinds.full(config.number("rope_theta", THETA)), kinds.sliding(THETA)),
                        windows.windowed())
                .build();
    }
}
