package dev.cram.djl.internal.decoder.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.cram.djl.TinyModel;
import dev.cram.djl.internal.checkpoint.Checkpoint;
import dev.cram.djl.internal.checkpoint.SafetensorsEdit;
import dev.cram.djl.internal.checkpoint.huggingface.HuggingFaceCheckpoint;
import dev.cram.djl.internal.decoder.Configs;
import dev.cram.djl.internal.decoder.Decoder;
import dev.cram.djl.internal.decoder.GoldenCheck;
import dev.cram.djl.internal.decoder.network.Attention;
import dev.cram.djl.internal.decoder.network.DecoderSpec;
import dev.cram.djl.internal.decoder.torch.Execution;
import dev.cram.model.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations and tensor names as published files have them, beside those of the golden cases. */
class FamiliesTest {

    private static void copy(String name, Path folder) throws IOException {
        for (String file : new String[] {"config.json", "model.safetensors", "golden.safetensors"}) {
            Files.copy(TinyModel.golden(name).resolve(file), folder.resolve(file));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "gpt_neox | {'rope_parameters':null,'rotary_pct':0.25,'rotary_emb_base':10000}",
                "gpt_neox | {'rope_parameters':null}",
                "gpt_neox | {'num_key_value_heads':1}",
                "phi | {'rope_parameters':null,'partial_rotary_factor':0.5,'rope_theta':10000.0,'rope_scaling':null}",
                "llama | {'rope_parameters':null,'rope_theta':10000.0,'num_key_value_heads':null,'head_dim':null}",
                "smollm3 | {'rope_parameters':null,'no_rope_layers':null,'layer_types':null}",
                "qwen2 | {'layer_types':null,'sliding_window':8,'max_window_layers':0}",
                "qwen2 | {'attention_bias':true}",
                "mistral | {'attention_bias':true,'mlp_bias':true}",
                "olmo2 | {'mlp_bias':true}",
                "olmo2 | {'layer_types':['attention','attention','full_attention']}",
                "mistral | {'layer_types':['sliding_attention','sliding_attention','sliding_attention']}",
                "gpt_neox | {'hidden_act':'gelu_python'}",
                "gpt2 | {'activation_function':'gelu_accurate'}",
                "gpt2 | {'reorder_and_upcast_attn':true}",
                "gpt2 | {'n_embd':'absent','n_layer':'absent','n_head':'absent','n_positions':'absent','hidden_size':48,'num_hidden_layers':3,'num_attention_heads':4,'max_position_embeddings':128}",
                "mamba | {'expand':'absent','intermediate_size':96}",
                "mamba_original | {'rms_norm':null,'residual_in_fp32':false,'pad_vocab_size_multiple':4,'tie_embeddings':true}",
                "mamba_original | {'ssm_cfg':{'d_state':4,'d_conv':3,'expand':3,'dt_rank':'auto','dt_min':0.01,'layer':'Mamba1'},'attn_layer_idx':[],'d_intermediate':0}",
                "gemma3_text | {'rope_parameters':null,'rope_theta':1000000,'rope_local_base_freq':10000}",
                "gemma3_text | {'rope_parameters':null,'layer_types':null,'sliding_window_pattern':2}",
                "mamba | {'time_step_rank':4,'tie_word_embeddings':null}",
                "gemma | {'hidden_act':'gelu','rope_parameters':null,'rope_theta':10000.0}",
                "gemma2 | {'query_pre_attn_scalar':20.0,'rope_parameters':null}",
                "phi3_longrope | {'rope_parameters':null,'partial_rotary_factor':0.75,'rope_scaling':{'type':'su','short_factor':[1,1.3,1.6],'long_factor':[1.5,2.5,4]}}",
                "gpt_neo | {'attention_layers':['global','local','local'],'num_layers':'absent','num_hidden_layers':3}",
                "bloom | {'hidden_size':'absent','n_embed':24,'seq_length':2048,'slow_but_exact':true}",
                "falcon_grouped | {'multi_query':false,'num_ln_in_parallel_attn':2}",
                "mamba2 | {'time_step_limit':[0.3,1.2],'time_step_rank':'auto','chunk_size':8}",
                "falcon_mamba | {'intermediate_size':'absent','use_mambapy':true}",
                "mixtral | {'num_local_experts':'absent','num_experts':3}",
                "gpt_oss | {'rope_parameters':null}",
                "gpt_oss | {'hidden_act':'gelu'}",
                "olmo3 | {'rope_scaling':{'rope_type':'yarn','factor':4.0,'original_max_position_embeddings':16,'rope_theta':10000.0}}",
                "llama_yarn | {'rope_parameters':null,'rope_theta':10000.0,'rope_scaling':{'type':'yarn','factor':4.0,'original_max_position_embeddings':16,'beta_fast':4,'beta_slow':0,'truncate':false}}",
            })
    void read_olderForm_isTheSameModel(String name, String changes) {
        DecoderSpec expected = Families.read(Configs.of(name, "{}"));
        DecoderSpec found = Families.read(Configs.of(name, changes));
        assertThat(found.network()).isEqualTo(expected.network());
        assertThat(found.weights()).isEqualTo(expected.weights());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "qwen2 | {'layer_types':null,'use_sliding_window':true,'sliding_window':8,'max_window_layers':1} | 8 | 011",
                "qwen3 | {'layer_types':null,'use_sliding_window':true,'sliding_window':9} | 2147483647 | 000",
                "gemma3_text | {'layer_types':null,'sliding_window_pattern':2} | 8 | 101",
                "mistral | {'sliding_window':null} | 2147483647 | 000",
                "mistral | {'sliding_window':'absent'} | 4096 | 111",
                "qwen2 | {'layer_types':'absent','use_sliding_window':true,'sliding_window':'absent','max_window_layers':2} | 4096 | 001",
                "qwen3 | {'layer_types':null,'use_sliding_window':true,'sliding_window':null,'max_window_layers':0} | 2147483647 | 000",
                "smollm3 | {'layer_types':null,'use_sliding_window':true,'sliding_window':5} | 5 | 010",
                "gemma2 | {'layer_types':null} | 7 | 101",
                "olmo3 | {'layer_types':null} | 8 | 111",
                "qwen2_moe | {'layer_types':null,'max_window_layers':2} | 8 | 100",
                "qwen2_moe | {'layer_types':null,'use_sliding_window':false} | 2147483647 | 000",
                "qwen3_moe | {'use_sliding_window':true,'sliding_window':5} | 5 | 11",
                "gpt_oss | {'layer_types':null} | 7 | 10",
                "gpt_neo | {} | 7 | 011",
                "phi3 | {'sliding_window':'absent'} | 2147483647 | 000",
            })
    void read_window_isOfTheLayersThatTheConfigurationSays(String name, String changes, int window, String layers) {
        Attention network = (Attention) Families.read(Configs.of(name, changes)).network();
        assertThat(network.window()).isEqualTo(window);
        assertThat(network.windowed().stream().map(String::valueOf)).containsExactly(layers.split(""));
    }

    @Test
    void read_dynamicRotary_offersTheOriginalPositionsAtTheOriginalAngles() {
        String changes = "{'rope_parameters':{'rope_type':'dynamic','factor':4.0,'rope_theta':10000.0,"
                + "'original_max_position_embeddings':32}}";
        DecoderSpec plain = Families.read(Configs.of("llama", "{}"));
        DecoderSpec dynamic = Families.read(Configs.of("llama", changes));
        assertThat(plain.positions()).isEqualTo(128);
        assertThat(dynamic.positions()).isEqualTo(32);
        assertThat(dynamic.weights()).isEqualTo(plain.weights());
    }

    @ParameterizedTest
    @CsvSource({
        "llama, 2048",
        "mistral, 131072",
        "qwen2, 32768",
        "smollm3, 32768",
        "gemma3_text, 131072",
        "phi, 2048",
        "gemma, 8192",
        "phi3, 4096",
        "bloom, 65536"
    })
    void read_noPositionsSaid_offersThoseOfTransformers(String name, int positions) {
        String changes = "{'max_position_embeddings':'absent'}";
        assertThat(Families.read(Configs.of(name, changes)).positions()).isEqualTo(positions);
    }

    @Test
    void read_projectedEmbeddings_haveTheirOwnWidth() {
        assertThat(Families.read(Configs.of("opt_projected_postnorm", "{}")).width())
                .isEqualTo(32);
    }

    @Test
    void modelTypes_areAll() {
        assertThat(Families.modelTypes())
                .containsExactlyInAnyOrder(
                        "gpt_neox",
                        "opt",
                        "gpt2",
                        "llama",
                        "mistral",
                        "olmo",
                        "olmo2",
                        "qwen2",
                        "qwen3",
                        "gemma3_text",
                        "gemma3",
                        "smollm3",
                        "phi",
                        "mamba",
                        "gemma",
                        "gemma2",
                        "phi3",
                        "granite",
                        "gpt_neo",
                        "gptj",
                        "bloom",
                        "falcon",
                        "starcoder2",
                        "stablelm",
                        "olmo3",
                        "mixtral",
                        "qwen2_moe",
                        "qwen3_moe",
                        "gpt_oss",
                        "falcon_mamba",
                        "mamba2");
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2, transformer., ''",
        "opt, model.decoder., decoder.",
        "gpt_neox, gpt_neox., ''",
        "qwen2, model., ''",
        "mamba, backbone.embeddings, backbone.embedding",
    })
    void load_otherTensorNames_areTheSameModel(String name, String from, String to, @TempDir Path folder)
            throws IOException {
        copy(name, folder);
        SafetensorsEdit.rename(folder.resolve("model.safetensors"), from, to);
        GoldenCheck.run(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2, GPT2Model, '', transformer., ''",
        "opt, OPTModel, '', model.decoder., decoder.",
        "gpt_neox, GPTNeoXModel, embed_out.weight, gpt_neox., ''",
        "llama, LlamaModel, lm_head.weight, model., ''",
        "mistral, MistralModel, lm_head.weight, model., ''",
        "olmo, OlmoModel, lm_head.weight, model., ''",
        "olmo2, Olmo2Model, lm_head.weight, model., ''",
        "qwen2, Qwen2Model, '', model., ''",
        "qwen3, Qwen3Model, '', model., ''",
        "gemma3_text, Gemma3TextModel, '', model., ''",
        "smollm3, SmolLM3Model, '', model., ''",
        "mamba, MambaModel, '', backbone., ''",
    })
    void load_savedFromTheBaseClass_isTheTiedModel(
            String name, String architecture, String head, String from, String to, @TempDir Path folder)
            throws IOException {
        copy(name, folder);
        Path weights = folder.resolve("model.safetensors");
        if (!head.isEmpty()) {
            SafetensorsEdit.remove(weights, head);
        }
        configure(folder, name, "{'tie_word_embeddings':true}");
        float[] expected = score(folder);

        SafetensorsEdit.rename(weights, from, to);
        configure(folder, name, "{'tie_word_embeddings':true,'architectures':['" + architecture + "']}");
        assertThat(score(folder)).isEqualTo(expected);

        configure(folder, name, "{'tie_word_embeddings':false,'architectures':['" + architecture + "']}");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> score(folder))
                .withMessageContainingAll("no tensor", "head", "AutoModelForCausalLM");
    }

    private static void configure(Path folder, String name, String changes) throws IOException {
        Files.writeString(
                folder.resolve("config.json"), Configs.json(name, changes).toString());
    }

    private static float[] score(Path folder) {
        try (Checkpoint checkpoint = HuggingFaceCheckpoint.folder(folder)) {
            DecoderSpec spec = Families.read(checkpoint.config());
            try (Decoder decoder = Decoder.load(spec, spec.sources(checkpoint.tensors()), Execution.plain())) {
                return decoder.score(new int[] {3, 14, 15, 92, 65, 35}).crossEntropyNats();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"language_model.model.", "model.language_model.", "language_model."})
    void load_textPartOfGemma3_isTheTextModel(String base, @TempDir Path folder) throws IOException {
        copy("gemma3_text", folder);
        JsonObject nested = new JsonObject();
        nested.addProperty("model_type", "gemma3");
        nested.add("text_config", Configs.json("gemma3_text", "{'architectures':null}"));
        Files.writeString(folder.resolve("config.json"), nested.toString());
        SafetensorsEdit.rename(folder.resolve("model.safetensors"), "model.", base);
        SafetensorsEdit.append(folder.resolve("model.safetensors"), "vision_tower.layers.0.weight");
        GoldenCheck.run(folder);
    }

    @Test
    void load_unknownTensor_isRefusedByName(@TempDir Path folder) throws IOException {
        copy("qwen2", folder);
        SafetensorsEdit.append(folder.resolve("model.safetensors"), "model.layers.0.self_attn.sinks");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> GoldenCheck.run(folder))
                .withMessageContaining("model.layers.0.self_attn.sinks");
    }

    @ParameterizedTest
    @CsvSource({"gpt2, .attn.bias", "gpt_neox, .attention.masked_bias", "llama, .rotary_emb.inv_freq"})
    void load_redundantTensor_isLeftOut(String name, String end, @TempDir Path folder) throws IOException {
        copy(name, folder);
        SafetensorsEdit.append(folder.resolve("model.safetensors"), "transformer.h.0" + end);
        GoldenCheck.run(folder);
    }
}
