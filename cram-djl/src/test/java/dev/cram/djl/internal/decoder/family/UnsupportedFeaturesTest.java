package dev.cram.djl.internal.decoder.family;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cram.djl.internal.decoder.Configs;
import dev.cram.model.ModelException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no program can do is refused by its name, and the same model without it is not. */
class UnsupportedFeaturesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                // all families
                "llama | {'quantization_config':{'quant_method':'awq'}} | quantization_config",
                "llama | {'attn_logit_softcapping':50.0} | attn_logit_softcapping",
                "gemma3_text | {'text_config':{'final_logit_softcapping':30.0}} | final_logit_softcapping",
                "gemma3_text | {'attn_logit_softcapping':30.0} | attn_logit_softcapping",
                "gemma | {'final_logit_softcapping':30.0} | final_logit_softcapping",
                "gemma2 | {'final_logit_softcapping':-30.0} | final_logit_softcapping -30.0, which must be above 0",
                "qwen2 | {'num_experts':8} | num_experts",
                "mistral | {'num_local_experts':8} | num_local_experts",
                "llama | {'is_encoder_decoder':true} | is_encoder_decoder",
                "llama | {'is_causal':false} | is_causal",
                "qwen2 | {'per_layer_config':{'1':{'num_key_value_heads':1}}} | per_layer_config",
                "llama | {'architectures':['LlamaForSequenceClassification']} | LlamaForSequenceClassification",
                "qwen3 | {'model_type':'qwen3_next'} | 'qwen3_next'",
                "llama | {'model_type':null} | is of the unsupported architecture ''",
                // activation functions
                "llama | {'hidden_act':'relu2'} | hidden_act 'relu2'",
                "gpt_neox | {'hidden_act':'quick_gelu'} | hidden_act 'quick_gelu'",
                "opt | {'activation_function':'tanh'} | activation_function 'tanh'",
                "gpt2 | {'activation_function':'mish'} | activation_function 'mish'",
                "gemma3_text | {'hidden_activation':'gelu_10'} | hidden_activation 'gelu_10'",
                "phi | {'hidden_act':'gelu_10'} | hidden_act 'gelu_10'",
                "mamba | {'hidden_act':'gelu'} | hidden_act other than silu",
                "mamba | {'hidden_act':'tanh'} | hidden_act 'tanh'",
                // rotary positions
                "llama | {'rope_parameters':{'rope_type':'proportional','factor':2.0}} | 'proportional'",
                "phi | {'rope_parameters':{'rope_type':'longrope','factor':2.0}} | 0 factors in short_factor",
                "gpt_neox | {'rope_parameters':null,'rope_scaling':{'type':'yarn'}} | needs a factor above 0",
                "phi3 | {'rope_parameters':{'rope_type':'linear','factor':2.0}} | not supported for Phi 3",
                "phi3_longrope | {'rope_parameters':{'rope_type':'longrope','short_factor':[1,0,1,1],'long_factor':[1,1,1,1]}} | 4 factors in short_factor",
                "olmo3 | {'rope_parameters':{'full_attention':{'rope_type':'yarn','factor':2.0,'truncate':false}}} | truncate",
                "qwen2 | {'rope_parameters':null,'rope_scaling':{'type':'mrope'}} | 'mrope'",
                "llama | {'rope_scaling':{'type':'yarn','factor':2.0,'beta_fast':-1}} | beta_fast -1.0",
                "llama | {'rope_scaling':{'type':'yarn','factor':2.0,'rope_theta':1}} | yarn needs above 1",
                "gpt_neox | {'rope_scaling':{'rope_type':'longrope','factor':2.0}} | 0 factors in short_factor",
                "gemma3_text | {'rope_scaling':{'rope_type':'mrope','factor':2.0}} | 'mrope'",
                "gemma3_text | {'rope_scaling':{'type':'linear','factor':2.0}} | write rope_type",
                "mistral | {'rope_scaling':'linear'} | rope_scaling must be an object",
                "olmo | {'rope_scaling':{'type':'linear'}} | needs a factor above 0",
                "qwen3 | {'rope_scaling':{'type':'dynamic'}} | needs a factor above 0",
                "qwen2 | {'rope_parameters':{'full_attention':{'rope_type':'default'}}} | by kind of layer",
                "gemma3_text | {'rope_parameters':{'full_attention':{'rope_type':'yarn'}}} | needs a factor above 0",
                "gemma3_text | {'rope_parameters':{'sliding_attention':{'rope_type':'proportional'}}} | 'proportional'",
                "gemma3_text | {'rope_parameters':{'rope_type':'linear','factor':2.0}} | rope_parameters",
                "gemma3_text | {'partial_rotary_factor':0.5} | partial_rotary_factor",
                "olmo2 | {'partial_rotary_factor':0.5} | partial_rotary_factor",
                "qwen3 | {'head_dim':15} | heads of 15 components",
                "phi | {'rope_parameters':{'partial_rotary_factor':1.5}} | turns 18 of the 12 components",
                // windows and kinds of layers
                "qwen2 | {'layer_types':['full_attention','chunked_attention','full_attention']} | 'chunked_attention'",
                "qwen3 | {'layer_types':['full_attention']} | layer_types for 1 of its 3 layers",
                "qwen2 | {'layer_types':['full_attention','full_attention','sliding_attention']} | no sliding_window",
                "mistral | {'layer_types':['full_attention','full_attention','full_attention']} | layer_types that differ",
                "smollm3 | {'no_rope_layers':[1,1]} | no_rope_layers for 2 of its 3 layers",
                // one family's own
                "gpt2 | {'add_cross_attention':true} | add_cross_attention",
                "gpt2 | {'hidden_size':64} | n_embd 48 and hidden_size 64, which are two names of one size",
                "gemma3_text | {'layer_types':null,'_sliding_window_pattern':2} | write sliding_window_pattern",
                "gemma3_text | {'sliding_window':null} | no sliding_window",
                "gemma3_text | {'use_bidirectional_attention':true} | use_bidirectional_attention",
                "olmo | {'clip_qkv':-1} | clip_qkv",
                "mamba | {'rescale_prenorm_residual':true} | rescale_prenorm_residual",
                "mamba | {'layer_types':['full_attention']} | layer_types",
                "mamba_original | {'ssm_cfg':{'layer':'Mamba3'}} | 'Mamba3'",
                "mamba2_original | {'ssm_cfg':{'layer':'Mamba2','ngroups':2}} | ngroups",
                "mamba2_original | {'ssm_cfg':{'layer':'Mamba2','dt_rank':2}} | dt_rank",
                "mamba_original | {'ssm_cfg':{'ngroups':2}} | ngroups",
                "mamba_original | {'rms_norm':false} | rms_norm",
                "mamba_original | {'d_intermediate':48} | d_intermediate",
                "mamba_original | {'attn_layer_idx':[1]} | attn_layer_idx",
                "mamba_original | {'fused_add_norm':null,'residual_in_fp32':null,'ssm_cfg':null} | architecture ''",
                "gemma | {'use_bidirectional_attention':true} | use_bidirectional_attention",
                "granite | {'logits_scaling':0} | logits_scaling 0.0, which must be above 0",
                "granite | {'attention_multiplier':0} | attention_multiplier 0.0, which must be above 0",
                "gpt_neo | {'attention_layers':null,'attention_types':[[['global','far'],1],[['local'],1]]} | type 'far'",
                "gpt_neo | {'attention_layers':null,'attention_types':[[['global'],2]]} | attention_types for 2 of its 3 layers",
                "gpt_neo | {'attention_types':[[['global'],2000000000]]} | attention_types must be a list of lists",
                "gpt_neo | {'attention_layers':['local','local','local']} | attention_layers that differ",
                "gptj | {'rotary_dim':16} | turns 16 of the 8 components",
                "bloom | {'slow_but_exact':true,'pretraining_tp':2} | slow_but_exact",
                "falcon | {'multi_query':false,'num_kv_heads':1} | 1 key-value heads (num_kv_heads) for 3 heads",
                "falcon | {'num_ln_in_parallel_attn':2} | do not go together",
                "falcon_grouped | {'parallel_attn':false} | do not go together",
                "stablelm | {'head_dim':16} | heads of 16 components (head_dim)",
                "olmo3 | {'rope_parameters':{'rope_theta':700}} | not by kind of layer",
                "falcon | {'head_dim':8} | head_dim",
                "falcon_alibi | {'rope_scaling':{'type':'mrope'}} | 'mrope'",
                "stablelm | {'num_key_value_heads':null} | num_key_value_heads is null",
                "qwen3_moe | {'layer_types':['full_attention','sliding_attention']} | does not have",
                "falcon_mamba | {'mixer_rms_eps':0} | mixer_rms_eps 0.0, which must be above 0",
                "mamba2 | {'head_dim':16} | 6 heads of 16 channels",
                "mamba2 | {'n_groups':4} | 6 heads, not a multiple of its 4 groups",
                "mamba2 | {'chunk_size':0} | chunk_size of 0",
                "mamba2 | {'time_step_limit':[]} | 0 numbers in time_step_limit",
                "mamba2 | {'time_step_limit':[0]} | 1 numbers in time_step_limit",
                "mamba2 | {'time_step_limit':['few',1]} | time_step_limit must be a list of numbers",
                "mamba2 | {'hidden_act':'gelu'} | hidden_act other than silu",
                "phi3_longrope | {'original_max_position_embeddings':1} | 1 original position",
                "mixtral | {'num_experts':4} | two names of one size",
                "mixtral | {'num_experts_per_tok':4} | 4 experts (num_experts_per_tok) of its 3",
                "qwen3_moe | {'num_experts':16777216,'num_local_experts':null} | asks for 16777216 experts",
                "qwen2_moe | {'decoder_sparse_step':0} | decoder_sparse_step must be an integer from 1",
                "gpt_oss | {'swiglu_limit':0} | swiglu_limit 0.0, which must be above 0",
                "gpt_oss | {'quantization_config':{'quant_method':'fp8'}} | fp8",
                "gpt_oss | {'quantization_config':{'quant_method':'mxfp4','modules_to_not_convert':['a.experts']}} | modules_to_not_convert",
                "mixtral | {'quantization_config':{'quant_method':'mxfp4'}} | mxfp4",
                "opt | {'layer_types':['full_attention','sliding_attention','full_attention']} | does not have",
                "gpt2 | {'layer_types':['full_attention']} | layer_types for 1 of its 3 layers",
                "phi | {'text_config':{}} | text_config",
                "gemma3_text | {'text_config':{'text_config':{}}} | text_config within",
                // sizes
                "llama | {'num_key_value_heads':3} | multiple of its 3 key-value heads",
                "gpt_neox | {'head_dim':24} | heads of 24 components (head_dim)",
                "gpt2 | {'n_head':5} | 5 attention heads cannot share",
                "opt | {'hidden_size':770} | 4 attention heads cannot share",
                "llama | {'num_hidden_layers':16777216} | asks for 16777216 layers",
                "gpt2 | {'n_layer':16777216} | asks for 16777216 layers",
                "mamba | {'num_hidden_layers':16777216} | asks for 16777216 layers",
                "olmo | {'hidden_size':16777216,'num_attention_heads':2} | 16777216 components of a hidden state",
                "qwen3 | {'head_dim':16777216} | 16777216 components of a head",
                "qwen2 | {'num_attention_heads':16777216,'head_dim':64} | 16777216 attention heads",
                "mamba | {'expand':1000000,'intermediate_size':null} | layers of 48000000 channels",
                // numbers that are not written as such
                "llama | {'rms_norm_eps':'1e-6'} | rms_norm_eps must be a number",
                "llama | {'num_key_value_heads':'2'} | num_key_value_heads must be an integer",
                "smollm3 | {'no_rope_layers':[1,0.5,1]} | no_rope_layers must be a list of integers",
            })
    void read_unsupportedFeature_isRefusedByName(String name, String changes, String named) {
        assertThatCode(() -> Families.read(Configs.of(name, "{}"))).doesNotThrowAnyException();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> Families.read(Configs.of(name, changes)))
                .withMessageContaining(named);
    }
}
