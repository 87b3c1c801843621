package dev.cram.djl.internal.checkpoint.gguf.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.cram.djl.internal.checkpoint.TestGguf;
import dev.cram.djl.internal.checkpoint.file.MemoryFile;
import dev.cram.djl.internal.checkpoint.gguf.file.GgufReader;
import dev.cram.model.ModelException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files do not say, say otherwise than usual, or ask for in vain. */
class GgufTranslationTest {

    /** The keys that all architectures have, of a model of four layers. */
    private static TestGguf made(String architecture) {
        String prefix = architecture + ".";
        return new TestGguf()
                .text("general.architecture", architecture)
                .integer(prefix + "block_count", 4)
                .integer(prefix + "context_length", 64)
                .integer(prefix + "embedding_length", 16)
                .integer(prefix + "feed_forward_length", 64)
                .integer(prefix + "attention.head_count", 4)
                .number(prefix + "attention.layer_norm_epsilon", 1e-5f)
                .number(prefix + "attention.layer_norm_rms_epsilon", 1e-5f)
                .tensor("token_embd.weight", 0, 16, 8);
    }

    private static GgufTranslation translation(TestGguf file) {
        return new GgufTranslation(GgufReader.read(new MemoryFile("made.gguf", file.bytes())));
    }

    private static JsonObject config(TestGguf file) {
        return JsonParser.parseString(translation(file).config()).getAsJsonObject();
    }

    private static Set<String> tensors(TestGguf file) {
        return translation(file).tensors().keySet();
    }

    private static List<Boolean> windowed(JsonObject config) {
        return config.getAsJsonArray("layer_types").asList().stream()
                .map(JsonElement::getAsString)
                .map("sliding_attention"::equals)
                .toList();
    }

    private static void checkRefusal(TestGguf file, String... parts) {
        assertThatThrownBy(() -> config(file))
                .isInstanceOf(ModelException.class)
                .message()
                .contains("made.gguf")
                .contains(parts);
    }

    private static TestGguf rms(String architecture) {
        return made(architecture).without(architecture + ".attention.layer_norm_epsilon");
    }

    private static TestGguf normed(String architecture) {
        return made(architecture).without(architecture + ".attention.layer_norm_rms_epsilon");
    }

    /** Of the models of 27B parameters scores are scaled by a head's share of the width. */
    @ParameterizedTest
    @CsvSource({"gemma3, 62, 5376, 32, 128, 168", "gemma3, 48, 3840, 16, 256, 256", "gemma2, 46, 4608, 32, 128, 144"})
    void gemma_scaleOfScores(String architecture, int layers, int width, int heads, int headDim, int scale) {
        TestGguf file = rms(architecture)
                .integer(architecture + ".block_count", layers)
                .integer(architecture + ".embedding_length", width)
                .integer(architecture + ".attention.head_count", heads)
                .integer(architecture + ".attention.key_length", headDim)
                .integer(architecture + ".attention.value_length", headDim);

        assertThat(config(file).get("query_pre_attn_scalar").getAsInt()).isEqualTo(scale);
    }

    @Test
    void gemma3_window() {
        String key = "gemma3.attention.sliding_window";
        JsonObject none = config(rms("gemma3"));
        JsonObject zero = config(rms("gemma3").integer(key, 0));
        JsonObject usual = config(rms("gemma3").integer(key, 512).integer("gemma3.block_count", 7));
        JsonObject every = config(rms("gemma3").integer(key, 512).integer(key + "_pattern", 2));

        assertThat(none.has("sliding_window")).isFalse();
        assertThat(windowed(none)).containsOnly(false);
        assertThat(zero).isEqualTo(none);
        assertThat(usual.get("sliding_window").getAsInt()).isEqualTo(512);
        assertThat(windowed(usual)).containsExactly(true, true, true, true, true, false, true);
        assertThat(windowed(every)).containsExactly(true, false, true, false);
    }

    @Test
    void gemma3_softCap() {
        String key = "final_logit_softcapping";

        assertThat(config(rms("gemma3")).has(key)).isFalse();
        assertThat(config(rms("gemma3").number("gemma3." + key, 30)).get(key).getAsDouble())
                .isEqualTo(30);
        checkRefusal(rms("gemma3").number("gemma3.attn_logit_softcapping", 50), "gemma3.attn_logit_softcapping");
    }

    @Test
    void gemma2_absentKeys() {
        JsonObject config = config(rms("gemma2"));

        assertThat(config.get("sliding_window").getAsInt()).isEqualTo(4096);
        assertThat(windowed(config)).containsExactly(true, false, true, false);
        assertThat(config.get("attn_logit_softcapping").getAsDouble()).isEqualTo(50);
        assertThat(config.get("final_logit_softcapping").getAsDouble()).isEqualTo(30);
    }

    @Test
    void olmo_otherNorms() {
        checkRefusal(normed("olmo").number("olmo.attention.layer_norm_epsilon", 1e-6f), "1.0E-6", "1.0E-5");
    }

    @Test
    void olmo3_isOlmo2WithWindows() {
        String key = "olmo2.attention.sliding_window";
        JsonObject usual = config(rms("olmo2").integer(key, 8).number("olmo2.rope.freq_base", 500_000));

        assertThat(config(rms("olmo2")).get("model_type").getAsString()).isEqualTo("olmo2");
        assertThat(usual.get("model_type").getAsString()).isEqualTo("olmo3");
        assertThat(windowed(usual)).containsExactly(true, true, true, false);
        JsonObject sliding = usual.getAsJsonObject("rope_parameters").getAsJsonObject("sliding_attention");
        assertThat(sliding.get("rope_theta").getAsDouble()).isEqualTo(500_000);
        checkRefusal(rms("olmo2").integer(key, 8).flags(key + "_pattern", true, false), "2 values", "4 layers");
        checkRefusal(rms("olmo2").flags(key + "_pattern", true, false, true, false), key + "_pattern");
    }

    @Test
    void granite_factors() {
        JsonObject config = config(rms("granite"));

        assertThat(config.get("attention_multiplier").getAsDouble()).isEqualTo(0.5);
        assertThat(config.get("logits_scaling").getAsDouble()).isEqualTo(1);
        checkRefusal(rms("granite").flag("granite.rope.scaling.finetuned", false), "granite.rope.scaling.finetuned");
        assertThat(config(rms("granite").flag("granite.rope.scaling.finetuned", true)))
                .isEqualTo(config);
    }

    @Test
    void yarn_refusals() {
        String scaling = "llama.rope.scaling.";
        TestGguf plain = rms("llama").text(scaling + "type", "yarn").number(scaling + "factor", 4);
        JsonObject rope = config(plain).getAsJsonObject("rope_parameters");

        assertThat(rope.get("original_max_position_embeddings").getAsInt()).isEqualTo(64);
        assertThat(rope.keySet()).doesNotContain("beta_fast", "attention_factor");
        checkRefusal(plain.tensor("rope_freqs.weight", 0, 2), "scales positions twice");
        for (String key : List.of("yarn_ext_factor", "yarn_log_multiplier", "attn_factor", "alpha")) {
            checkRefusal(rms("llama").text(scaling + "type", "yarn").number(scaling + key, 0.5f), scaling + key);
        }
    }

    @Test
    void longRope_refusals() {
        String type = "phi3.rope.scaling.type";
        checkRefusal(rms("phi3").text(type, "longrope"), "no rope_factors_long.weight");
        checkRefusal(rms("phi3").tensor("rope_factors_long.weight", 0, 2), "no rope_factors_short.weight");
        checkRefusal(
                rms("phi3").number("phi3.rope.scaling.factor", 4).tensor("rope_factors_long.weight", 0, 2),
                "scales positions otherwise");
        checkRefusal(rms("phi3").number("phi3.rope.scaling.attn_factor", 1.5f), "attn_factor");
    }

    @Test
    void phi3_windowOfZero() {
        assertThat(config(rms("phi3").integer("phi3.attention.sliding_window", 0))
                        .has("sliding_window"))
                .isFalse();
    }

    /** Falcon-RW, whose linear biases no file tells. */
    @Test
    void falcon_sequential() {
        checkRefusal(normed("falcon").tensor("blk.0.ffn_norm.weight", 0, 16), "blk.0.ffn_norm.weight");
    }

    @Test
    void jointTensor_ofOtherRows() {
        String name = "blk.0.attn_qkv.weight";
        checkRefusal(rms("llama").tensor(name, 0, 16, 47), name);
        assertThat(tensors(rms("llama").tensor(name, 0, 16, 48)))
                .contains("model.layers.0.self_attn.q_proj.weight", "model.layers.0.self_attn.v_proj.weight");
    }

    @Test
    void gptOss_gatesThatDoNotFitTheirFactors() {
        TestGguf file = rms("gpt-oss")
                .integer("gpt-oss.expert_count", 2)
                .integer("gpt-oss.expert_used_count", 1)
                .integer("gpt-oss.attention.sliding_window", 4)
                .tensor("blk.0.ffn_gate_exps.weight", 0, 4, 3, 2);
        checkRefusal(file.tensor("blk.0.ffn_up_exps.weight", 0, 4, 5, 2), "F32[2, 3, 4]", "F32[2, 5, 4]");
        checkRefusal(file.tensor("blk.0.ffn_up_exps.weight", 1, 4, 3, 2), "F32[2, 3, 4]", "F16[2, 3, 4]");
    }

    @Test
    void falcon_groupsWithOneNorm() {
        String key = "falcon.attention.head_count_kv";
        JsonObject grouped = config(normed("falcon").integer(key, 2));
        JsonObject single = config(normed("falcon").integer(key, 1));

        assertThat(grouped.get("new_decoder_architecture").getAsBoolean()).isTrue();
        assertThat(grouped.get("num_ln_in_parallel_attn").getAsInt()).isEqualTo(1);
        assertThat(single.get("new_decoder_architecture").getAsBoolean()).isFalse();
    }

    @Test
    void bloom_otherMlp() {
        checkRefusal(normed("bloom").integer("bloom.feed_forward_length", 24), "feed_forward_length = 24");
    }
}
