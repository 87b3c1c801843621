"""Compares what the library makes of config.json with what Hugging Face transformers makes of it.

    python3 check_configs.py FOLDER --class-path CLASS_PATH [--families llama,phi] [--table TABLE.md]

Makes a small random model of each family in FOLDER, varies its configuration (each entry left out, null, changed; old and new
names side by side; entries of other families), and compares the cross-entropies of 23 tokens. Then leaves out every entry
that a family's configuration class knows, in turn, and compares with the class's default written out. Exit code 1 if
anything differs. README.md says how to run it; transformers 5.24.0 and PyTorch are needed.
"""

import argparse
import collections
import copy
import dataclasses
import json
import logging
import math
import os
import re
import subprocess
import sys
import warnings

import torch
import transformers as T
from safetensors.torch import load_file, save_file

warnings.filterwarnings("ignore")
logging.disable(logging.ERROR)
T.logging.set_verbosity(logging.CRITICAL)
T.logging.disable_progress_bar()
torch.set_num_threads(1)

TOLERANCE = 1e-3
TOKENS = 24
VOCABULARY = 40
SIZES = dict(vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=3, num_attention_heads=4,
             max_position_embeddings=64, bos_token_id=1, eos_token_id=2, pad_token_id=0)
# Heads of which a quarter can turn.
TWO_HEADS = dict(SIZES, num_attention_heads=2)

KINDS = ["sliding_attention", "full_attention", "sliding_attention"]


def gemma(final_logit_softcapping=3.0):
    return T.Gemma3TextConfig(**SIZES, num_key_value_heads=2, head_dim=8, sliding_window=6, query_pre_attn_scalar=20,
                              layer_types=KINDS, final_logit_softcapping=final_logit_softcapping)


def gemma_of_text_and_images():
    vision = dict(hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=2, image_size=28, patch_size=14)
    text = gemma(final_logit_softcapping=None).to_dict()
    text["vocab_size"] = VOCABULARY
    return T.Gemma3Config(text_config=text, vision_config=vision, mm_tokens_per_image=4, image_token_index=5,
                          boi_token_index=6, eoi_token_index=7)


def rope(**entries):
    return dict(rope_theta=10000.0, **entries)


LLAMA3 = dict(rope_type="llama3", factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0, original_max_position_embeddings=16)

# By family: the models whose configurations are varied.
MODELS = {
    "gpt_neox": [T.GPTNeoXConfig(**TWO_HEADS, rope_parameters=rope(rope_type="default", partial_rotary_factor=0.5)),
                 T.GPTNeoXConfig(**TWO_HEADS, use_parallel_residual=False, tie_word_embeddings=True, attention_bias=False)],
    "opt": [T.OPTConfig(vocab_size=VOCABULARY, hidden_size=32, ffn_dim=48, num_hidden_layers=3, num_attention_heads=4,
                        max_position_embeddings=64, word_embed_proj_dim=32),
            T.OPTConfig(vocab_size=VOCABULARY, hidden_size=32, ffn_dim=48, num_hidden_layers=2, num_attention_heads=4,
                        max_position_embeddings=64, word_embed_proj_dim=16, do_layer_norm_before=False)],
    "gpt2": [T.GPT2Config(vocab_size=VOCABULARY, n_embd=32, n_layer=3, n_head=4, n_positions=64),
             T.GPT2Config(vocab_size=VOCABULARY, n_embd=32, n_layer=3, n_head=4, n_positions=64, n_inner=48,
                          scale_attn_by_inverse_layer_idx=True, reorder_and_upcast_attn=True, tie_word_embeddings=False)],
    "llama": [T.LlamaConfig(**SIZES, num_key_value_heads=2),
              T.LlamaConfig(**SIZES, num_key_value_heads=4, tie_word_embeddings=True, attention_bias=True, mlp_bias=True,
                            rope_parameters=rope(**LLAMA3))],
    "mistral": [T.MistralConfig(**SIZES, num_key_value_heads=2, sliding_window=8)],
    "olmo": [T.OlmoConfig(**SIZES, num_key_value_heads=4, clip_qkv=1.0)],
    "olmo2": [T.Olmo2Config(**SIZES, num_key_value_heads=2)],
    "qwen2": [T.Qwen2Config(**SIZES, num_key_value_heads=2, tie_word_embeddings=True),
              T.Qwen2Config(**SIZES, num_key_value_heads=2, use_sliding_window=True, sliding_window=8, max_window_layers=1)],
    "qwen3": [T.Qwen3Config(**SIZES, num_key_value_heads=2, head_dim=16)],
    "gemma3_text": [gemma()],
    "gemma3": [gemma_of_text_and_images()],
    "smollm3": [T.SmolLM3Config(**SIZES, num_key_value_heads=2, no_rope_layer_interval=2, use_sliding_window=True,
                                sliding_window=8)],
    "phi": [T.PhiConfig(**SIZES, rope_parameters=rope(rope_type="default", partial_rotary_factor=0.5)),
            T.PhiConfig(**SIZES, qk_layernorm=True, num_key_value_heads=2)],
    "mamba": [T.MambaConfig(vocab_size=VOCABULARY, hidden_size=32, state_size=8, num_hidden_layers=3, time_step_rank=4,
                            bos_token_id=1, eos_token_id=2, pad_token_id=0)],
    "gemma": [T.GemmaConfig(**SIZES, num_key_value_heads=2, head_dim=8)],
    "gemma2": [T.Gemma2Config(**SIZES, num_key_value_heads=2, head_dim=8, sliding_window=6, query_pre_attn_scalar=20,
                              layer_types=KINDS, attn_logit_softcapping=2.0, final_logit_softcapping=3.0)],
    "phi3": [T.Phi3Config(**SIZES, num_key_value_heads=2, sliding_window=8),
             T.Phi3Config(**SIZES, original_max_position_embeddings=16, rope_parameters=rope(
                 rope_type="longrope", short_factor=[1.0, 2.0, 3.0, 4.0], long_factor=[2.0, 3.0, 4.0, 6.0]))],
    "granite": [T.GraniteConfig(**SIZES, num_key_value_heads=2, embedding_multiplier=3.0, residual_multiplier=0.7,
                                attention_multiplier=0.2, logits_scaling=2.0)],
    "gpt_neo": [T.GPTNeoConfig(vocab_size=VOCABULARY, hidden_size=32, num_layers=3, num_heads=4, max_position_embeddings=64,
                               window_size=6, attention_types=[[["global", "local", "local"], 1]])],
    "gptj": [T.GPTJConfig(vocab_size=VOCABULARY, n_embd=32, n_layer=3, n_head=2, n_positions=64, rotary_dim=8)],
    "bloom": [T.BloomConfig(vocab_size=VOCABULARY, hidden_size=32, n_layer=3, n_head=4)],
    "falcon": [T.FalconConfig(vocab_size=VOCABULARY, hidden_size=32, num_hidden_layers=3, num_attention_heads=4,
                              max_position_embeddings=64),
               T.FalconConfig(vocab_size=VOCABULARY, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, num_kv_heads=2,
                              new_decoder_architecture=True, max_position_embeddings=64),
               T.FalconConfig(vocab_size=VOCABULARY, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, alibi=True,
                              multi_query=False, parallel_attn=False, bias=True)],
    "starcoder2": [T.Starcoder2Config(**SIZES, num_key_value_heads=2, sliding_window=8)],
    "stablelm": [T.StableLmConfig(**TWO_HEADS, num_key_value_heads=1, use_qkv_bias=True),
                 T.StableLmConfig(**TWO_HEADS, num_key_value_heads=2, use_parallel_residual=True)],
    "olmo3": [T.Olmo3Config(**SIZES, num_key_value_heads=2, sliding_window=8, layer_types=KINDS)],
    "mixtral": [T.MixtralConfig(**SIZES, num_key_value_heads=2, head_dim=8, num_local_experts=3, num_experts_per_tok=2)],
    "qwen2_moe": [T.Qwen2MoeConfig(**SIZES, num_key_value_heads=2, num_experts=4, num_experts_per_tok=2,
                                   moe_intermediate_size=12, shared_expert_intermediate_size=20, mlp_only_layers=[0],
                                   use_sliding_window=True, sliding_window=8)],
    "qwen3_moe": [T.Qwen3MoeConfig(**SIZES, num_key_value_heads=2, head_dim=16, num_experts=4, num_experts_per_tok=2,
                                   moe_intermediate_size=12, norm_topk_prob=True)],
    "gpt_oss": [T.GptOssConfig(**SIZES, num_key_value_heads=2, head_dim=8, num_local_experts=3, num_experts_per_tok=2,
                               sliding_window=6, swiglu_limit=2.5)],
    "falcon_mamba": [T.FalconMambaConfig(vocab_size=VOCABULARY, hidden_size=32, state_size=8, num_hidden_layers=3,
                                         time_step_rank=4)],
    "mamba2": [T.Mamba2Config(vocab_size=VOCABULARY, hidden_size=32, state_size=8, num_hidden_layers=3, num_heads=8, head_dim=8,
                              n_groups=2)],
}

# Families of which only eager attention honors what their configurations say: soft caps and sinks.
EAGER = ("gemma2", "gpt_oss")

ROPE_FAMILIES = [family for family in MODELS if family not in ("opt", "gpt2", "mamba", "gpt_neo", "gptj", "bloom", "falcon_mamba", "mamba2")]

# What may stand in rope_scaling or rope_parameters.
SCALINGS = [
    None, {}, {"type": "linear", "factor": 4.0}, {"rope_type": "linear", "factor": 4.0},
    {"rope_type": "linear", "factor": 2.0, "rope_theta": 700.0}, {"rope_type": "default", "rope_theta": 300.0},
    {"rope_theta": 300.0}, {"factor": 4.0}, {"type": "linear", "rope_type": "default", "factor": 4.0}, LLAMA3,
    {key: value for key, value in LLAMA3.items() if key != "original_max_position_embeddings"},
    {"type": "dynamic", "factor": 4.0}, {"rope_type": "dynamic"}, {"rope_type": "linear"},
    {"rope_type": "dynamic", "factor": 2.0, "original_max_position_embeddings": 32},
    {"type": "yarn", "factor": 4.0}, {"rope_type": "yarn", "factor": 4.0, "original_max_position_embeddings": 16},
    {"rope_type": "longrope", "short_factor": [2.0] * 4, "long_factor": [3.0] * 4, "factor": 2.0},
    {"type": "mrope", "mrope_section": [1, 1, 2]}, {"rope_type": "proportional", "factor": 2.0},
    {"rope_type": "linear", "factor": 0.0}, {"rope_type": "linear", "factor": -2.0}, {"rope_type": "linear", "factor": "4"},
    {"rope_type": "linear", "factor": 4.0, "partial_rotary_factor": 0.5},
    {"rope_type": "default", "partial_rotary_factor": 0.5}, "linear", 4.0, [],
    {"full_attention": {"rope_type": "linear", "factor": 4.0, "rope_theta": 10000.0}},
    {"full_attention": {"rope_type": "default", "rope_theta": 300.0},
     "sliding_attention": {"rope_type": "linear", "factor": 2.0, "rope_theta": 300.0}},
]

# Old names, and entries that other families read.
OTHERS = [
    {"rope_theta": 300.0}, {"rotary_emb_base": 300}, {"rotary_pct": 0.75}, {"partial_rotary_factor": 0.75},
    {"rope_theta": 300.0, "rotary_emb_base": 500}, {"rotary_pct": 0.75, "partial_rotary_factor": 1.0},
    {"rope_local_base_freq": 300.0}, {"rope_theta": 300.0, "rope_local_base_freq": 400.0},
    {"original_max_position_embeddings": 8}, {"max_sequence_length": 32}, {"n_ctx": 32},
    {"hidden_size": 32}, {"n_embd": 32}, {"n_layer": 3}, {"n_head": 4}, {"n_positions": 64}, {"d_model": 32},
    {"num_hidden_layers": 2}, {"n_layer": 2}, {"num_attention_heads": 2}, {"n_head": 2}, {"hidden_size": 64}, {"n_embd": 64},
    {"d_model": 64}, {"d_inner": 128}, {"intermediate_size": 64}, {"intermediate_size": 96}, {"max_position_embeddings": 32},
    {"n_inner": 96}, {"ffn_dim": 96},
    {"attention_bias": True}, {"attention_bias": False}, {"mlp_bias": True}, {"use_bias": True}, {"enable_bias": False},
    {"qkv_bias": True}, {"bias": True},
    {"sliding_window": 4}, {"sliding_window": 4, "use_sliding_window": True},
    {"sliding_window": 4, "use_sliding_window": True, "max_window_layers": 1},
    {"use_sliding_window": True, "max_window_layers": 0}, {"sliding_window_pattern": 2}, {"_sliding_window_pattern": 2},
    {"sliding_window_pattern": 3, "layer_types": None}, {"_sliding_window_pattern": 2, "layer_types": None},
    {"sliding_window_pattern": 2, "_sliding_window_pattern": 3, "layer_types": None},
    {"layer_types": KINDS}, {"layer_types": KINDS, "sliding_window": 4}, {"layer_types": ["full_attention"] * 3},
    {"layer_types": ["attention"] * 3}, {"layer_types": ["full_attention"] * 2}, {"layer_types": ["chunked_attention"] * 3},
    {"layer_types": KINDS, "sliding_window": 4, "use_sliding_window": True},
    {"no_rope_layers": [1, 0, 1]}, {"no_rope_layer_interval": 3}, {"no_rope_layer_interval": 3, "no_rope_layers": None},
    {"no_rope_layer_interval": 3, "no_rope_layers": None, "layer_types": None}, {"no_rope_layers": [0, 1, 0, 1]},
    {"clip_qkv": 0.5}, {"qk_layernorm": True}, {"use_qk_norm": True}, {"query_pre_attn_scalar": 5}, {"head_dim": 8},
    {"head_dim": 16}, {"num_key_value_heads": 1}, {"num_key_value_heads": 4}, {"num_key_value_heads": 2},
    {"layer_norm_eps": 0.1}, {"rms_norm_eps": 0.1}, {"layer_norm_epsilon": 0.1}, {"norm_epsilon": 0.1},
    {"hidden_act": "relu"}, {"activation_function": "relu"}, {"hidden_activation": "relu"}, {"hidden_act": "gelu_new"},
    {"hidden_act": "gelu"}, {"hidden_act": "gelu_fast"}, {"hidden_act": "swish"}, {"hidden_act": "gelu_python"},
    {"activation_function": "gelu"}, {"hidden_activation": "gelu"}, {"activation_function": "silu"},
    {"use_parallel_residual": False}, {"parallel_attn": True}, {"do_layer_norm_before": False},
    {"_remove_final_layer_norm": True}, {"layer_norm_elementwise_affine": False}, {"word_embed_proj_dim": 16},
    {"scale_attn_weights": False}, {"scale_attn_by_inverse_layer_idx": True}, {"reorder_and_upcast_attn": True},
    {"scale_attn_weights": False, "scale_attn_by_inverse_layer_idx": True},
    {"add_cross_attention": True}, {"is_decoder": True}, {"is_causal": False}, {"is_causal": True},
    {"is_encoder_decoder": True}, {"use_bidirectional_attention": True}, {"attn_logit_softcapping": 2.0},
    {"final_logit_softcapping": 2.0}, {"logit_scale": 0.5}, {"logits_scaling": 2.0}, {"embedding_multiplier": 2.0},
    {"residual_multiplier": 0.5}, {"attention_multiplier": 0.5}, {"scale_embedding": True}, {"scale_emb": 12},
    {"num_experts": 4}, {"num_local_experts": 4}, {"quantization_config": {"quant_method": "awq", "bits": 4}},
    {"tie_word_embeddings": True}, {"tie_word_embeddings": False}, {"tie_embeddings": False},
    {"tie_encoder_decoder": True}, {"chunk_size_feed_forward": 4}, {"torch_dtype": "float32"},
    {"pretraining_tp": 2}, {"use_mrope": True}, {"alibi": True}, {"attention_chunk_size": 4},
    {"per_layer_config": {"1": {"rms_norm_eps": 0.1, "layer_norm_eps": 0.1}}}, {"rms_norm": False},
    {"residual_in_fp32": False}, {"time_step_rank": "auto"}, {"time_step_rank": "4"}, {"expand": 3, "intermediate_size": None},
    {"time_step_scale": 9.0}, {"state_size": 4}, {"conv_kernel": 3}, {"use_conv_bias": False}, {"ssm_cfg": {"d_state": 4}},
    {"text_config": {"rms_norm_eps": 0.1}}, {"architectures": None}, {"model_type": None},
    {"dropout": 0.9}, {"attention_dropout": 0.9}, {"hidden_dropout": 0.9}, {"resid_pdrop": 0.9}, {"layerdrop": 0.9},
]

ALTERNATIVES = {"hidden_act": ["relu", "gelu", "silu", "tanh"], "activation_function": ["relu", "gelu", "silu", "tanh"],
                "hidden_activation": ["relu", "gelu", "silu", "tanh"], "model_type": ["nonsense"],
                "dtype": ["float16"], "architectures": []}

# Entries of how a model was trained, is run, or writes: one change each is enough.
WITHOUT_EFFECT = {"initializer_range", "init_std", "use_cache", "dropout", "attention_dropout", "hidden_dropout", "layerdrop",
                  "attn_pdrop", "embd_pdrop", "resid_pdrop", "classifier_dropout", "pretraining_tp", "bos_token_id",
                  "eos_token_id", "pad_token_id", "summary_type", "summary_use_proj", "summary_activation",
                  "summary_proj_to_labels", "summary_first_dropout", "time_step_min", "time_step_max", "time_step_floor",
                  "time_step_init_scheme", "time_step_scale", "rescale_prenorm_residual", "use_mambapy",
                  "use_associative_scan", "residual_in_fp32", "mm_tokens_per_image", "boi_token_index", "eoi_token_index",
                  "image_token_index", "_name_or_path"}

# The tower that sees has no part in a text, and its default is of 400 million weights.
LEFT_ALONE = {"vision_config"}


class Java:
    """The library, in one process."""

    def __init__(self, class_path):
        environment = dict(os.environ, OMP_WAIT_POLICY="passive", OMP_NUM_THREADS="1")
        self.process = subprocess.Popen(
            ["java", "-cp", class_path, "dev.cram.djl.internal.decoder.ConfigFigures"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)

    def ask(self, folder, ids=()):
        print(os.path.abspath(folder), *ids, file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"The library ended over {os.path.abspath(folder)}: that is no refusal")
        return json.loads(line)


def randomise(model):
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("A_log"):
                parameter.copy_(torch.rand_like(parameter) * 2)
            elif parameter.ndim == 1:
                parameter.copy_(torch.randn_like(parameter) * 0.3 + (1 if "norm" in name or ".ln" in name else 0))
                if type(model).__name__.startswith("Gemma") and "norm" in name:
                    parameter.sub_(1)
            else:
                parameter.copy_(torch.randn_like(parameter) * 0.3)
    model.tie_weights()


def make(config, folder):
    torch.manual_seed(len(folder))
    model = T.AutoModelForCausalLM.from_config(config).float().eval()
    randomise(model)
    model.save_pretrained(folder)
    for other in ("generation_config.json",):
        if os.path.exists(os.path.join(folder, other)):
            os.remove(os.path.join(folder, other))
    return json.load(open(os.path.join(folder, "config.json")))


def reference(folder, ids):
    """The cross-entropies, or why there are none."""
    try:
        with open(os.path.join(folder, "config.json")) as file:
            kind = json.load(file).get("model_type")
        eager = {"attn_implementation": "eager"} if kind in EAGER else {}
        model, info = T.AutoModelForCausalLM.from_pretrained(folder, output_loading_info=True, dtype=torch.float32, **eager)
        for kind in ("missing_keys", "mismatched_keys", "unexpected_keys"):
            if info[kind]:
                return f"{kind}: {sorted(map(str, info[kind]))[:2]}"
        with torch.no_grad():
            logits = model.eval()(input_ids=torch.tensor([ids])).logits[0].float()
        nats = torch.nn.functional.cross_entropy(logits[:-1], torch.tensor(ids[1:]), reduction="none").tolist()
        return nats if all(map(math.isfinite, nats)) else "not finite"
    except Exception as error:  # whatever it is that it cannot do
        return f"{type(error).__name__}: {str(error)[:200]}"


def sections(config):
    """Where entries are: those of the text in models for text and images."""
    return [("text_config",), ()] if isinstance(config.get("text_config"), dict) else [()]


def at(config, path):
    for key in path:
        config = config[key]
    return config


def changed(key, value):
    if key in ALTERNATIVES:
        return ALTERNATIVES[key]
    if isinstance(value, bool):
        return [not value, "true", int(not value)]
    if key in WITHOUT_EFFECT:
        return [0.5 if isinstance(value, float) else value + 1 if isinstance(value, int) else "nonsense"]
    if isinstance(value, int):
        return [0, 1, -1, value + 1, 2 * value, value // 2, value + 0.5, float(value), str(value)]
    if isinstance(value, float):
        return [0.0, -value, 10 * value, 1000 * value, 1, str(value)]
    if isinstance(value, str):
        return ["", "nonsense", value.upper()]
    if isinstance(value, list):
        return [[], value[:-1], value + value[-1:], value[::-1], value[1:] + value[:1], "nonsense"]
    return [1, 0.1, True, "nonsense"]


def set_at(config, path, key, value):
    result = copy.deepcopy(config)
    at(result, path)[key] = value
    return result


def without(config, path, key):
    result = copy.deepcopy(config)
    at(result, path).pop(key, None)
    return result


def variants(family, config):
    """Each variant's name and the text of its config.json."""
    for path in sections(config):
        paths = [path] + [path + (key,) for key, value in at(config, path).items()
                          if isinstance(value, dict) and key not in LEFT_ALONE | {"text_config"}]
        paths += [inner + (key,) for inner in paths[1:] for key, value in at(config, inner).items() if isinstance(value, dict)]
        for inner in paths:
            for key, value in at(config, inner).items():
                if key in LEFT_ALONE or key == "transformers_version":
                    continue
                name = ".".join(inner + (key,))
                yield f"{name} left out", without(config, inner, key)
                if value is not None:
                    yield f"{name} null", set_at(config, inner, key, None)
                if not isinstance(value, dict):
                    for other in changed(key, value):
                        yield f"{name} {json.dumps(other)}", set_at(config, inner, key, other)
        if family in ROPE_FAMILIES and (path or family != "gemma3"):
            for block in SCALINGS:
                named = json.dumps(block)
                yield f"rope_scaling beside rope_parameters {named}", set_at(config, path, "rope_scaling", block)
                alone = without(config, path, "rope_parameters")
                yield f"rope_scaling alone {named}", set_at(alone, path, "rope_scaling", block)
                yield f"rope_parameters {named}", set_at(config, path, "rope_parameters", block)
                both = set_at(set_at(config, path, "rope_scaling", block), path, "rope_theta", 500.0)
                yield f"rope_scaling beside, rope_theta above {named}", both
                if isinstance(block, dict):
                    yield (f"rope_scaling alone, old names {named}",
                           dict(set_at(alone, path, "rope_scaling", block), rotary_emb_base=500, rotary_pct=0.75,
                                original_max_position_embeddings=8))
        for more in OTHERS:
            result = copy.deepcopy(config)
            at(result, path).update(more)
            yield f"{'.'.join(path)} with {json.dumps(more)}", result
    # The same name twice: the last one counts.
    for key, value in config.items():
        if isinstance(value, float) and key not in WITHOUT_EFFECT:
            text = json.dumps(config)
            yield f"{key} twice", text[:-1] + f', "{key}": {value * 1000}}}'


def well_formed(variant, saved, refusal):
    """
    What is meant by a configuration that transformers refuses for how an entry is written: without the entries that are
    null, with 16 for 16.0 and 1.0 for 1, without an entry of a type that it cannot be, and with a padding that there is.
    """
    named = re.search(r"field '(\w+)'", refusal)

    def walk(part, before):
        for key, value in list(part.items()):
            old = before.get(key)
            if value is None and (old is not None or key not in before):
                del part[key]
            elif isinstance(value, float) and isinstance(old, int) and value.is_integer():
                part[key] = int(value)
            elif named and named[1] == key and (value != old or type(value) is not type(old)):
                if isinstance(value, float) and value.is_integer():
                    part[key] = int(value)
                elif isinstance(value, int) and isinstance(old, float) and not isinstance(value, bool):
                    part[key] = float(value)
                else:
                    del part[key]
            elif isinstance(value, dict):
                walk(value, old if isinstance(old, dict) else {})

    result = json.loads(variant) if isinstance(variant, str) else copy.deepcopy(variant)
    walk(result, saved)
    if "Padding_idx" in refusal:
        at(result, sections(saved)[0])["pad_token_id"] = 0
    return result


def write(folder, config, weights):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "config.json"), "w") as file:
        file.write(config if isinstance(config, str) else json.dumps(config, indent=1))
    link = os.path.join(folder, "model.safetensors")
    if os.path.lexists(link):
        os.remove(link)
    os.symlink(os.path.abspath(weights), link)


def same(a, b):
    return max(abs(x - y) for x, y in zip(a, b)) <= TOLERANCE


def reason(refusal):
    """The kind of a refusal: numbers and names out of it."""
    return re.sub(r"'[^']*'|\[[^]]*\]|-?\d[\d.,]*(E-?\d+)?", "_", refusal)[:110]


def judge(expected, found, plain, meant):
    """What a variant counts as, and a note where one is of use."""
    if isinstance(expected, list):
        if "refused" in found:
            return "refused", found["refused"]
        if "nats" in found and same(found["nats"], expected):
            return ("agrees, moved" if not same(expected, plain) else "agrees"), ""
        return "DIFFERS", f"{expected[:3]} {found.get('nats', [])[:3]}"
    if "refused" in found:
        return "neither opens", found["refused"]
    return ("as meant", expected) if isinstance(meant, list) and same(found["nats"], meant) else ("opened alone", expected)


def check_variants(java, families, folder):
    rows = {}
    ids = torch.randint(3, VOCABULARY, (TOKENS,), generator=torch.Generator().manual_seed(1)).tolist()
    for family in families:
        counts = collections.Counter()
        notes = []
        for number, config in enumerate(MODELS[family]):
            base = os.path.join(folder, f"m{list(MODELS).index(family)}_{number}")
            saved = make(config, base)
            weights = os.path.join(base, "model.safetensors")
            plain = reference(base, ids)
            assert isinstance(plain, list), (family, plain)
            seen = set()
            place = os.path.join(folder, "variant")
            for name, variant in [("as saved", saved), *variants(family, saved)]:
                text = variant if isinstance(variant, str) else json.dumps(variant)
                if text in seen:
                    continue
                seen.add(text)
                write(place, variant, weights)
                expected, found = reference(place, ids), java.ask(place, ids)
                meant = None
                if not isinstance(expected, list) and "nats" in found:
                    write(place, well_formed(variant, saved, expected), weights)
                    meant = reference(place, ids)
                verdict, note = judge(expected, found, plain, meant)
                counts[verdict] += 1
                notes.append((verdict, name, note))
                if verdict in ("DIFFERS", "opened alone"):
                    print(f"{family} {number}: {verdict}: {name}: {note}", flush=True)
        rows[family] = counts, notes
        print(family, dict(counts), flush=True)
    return rows


# Entries that older files have, with the values that stand in for them, where configuration classes do not name them.
OLD_ENTRIES = {
    "gpt_neox": {"rotary_pct": 0.25, "rotary_emb_base": 10000},
    "phi": {"partial_rotary_factor": 0.5, "rope_theta": 10000.0},
    "gemma3_text": {"rope_theta": 1e6, "rope_local_base_freq": 10000.0, "sliding_window_pattern": 6, "rope_scaling": None},
    "mamba": {"intermediate_size": 1536},
}

# In which other entries an entry is left out: windows have a size only if they are in use.
SETTINGS = {"qwen2": {"use_sliding_window": True, "max_window_layers": 3}, "qwen3": {"use_sliding_window": True},
            "smollm3": {"use_sliding_window": True, "sliding_window": 512},
            "gpt2": {"scale_attn_by_inverse_layer_idx": True}, "opt": {"do_layer_norm_before": False}}


def known_entries(family):
    """The entries that a family's configuration class knows, with its defaults."""
    kind = T.CONFIG_MAPPING["gemma3_text" if family == "gemma3" else family]
    common = {field.name for field in dataclasses.fields(T.PreTrainedConfig)}
    entries = {field.name: field.default for field in dataclasses.fields(kind)
               if field.name not in common and field.default is not dataclasses.MISSING}
    if family in ROPE_FAMILIES and family not in OLD_ENTRIES and family != "gemma3":
        entries["rope_theta"] = kind.default_theta
    return {**entries, **OLD_ENTRIES.get("gemma3_text" if family == "gemma3" else family, {})}


def check_defaults(java, families, folder):
    """By family: the entries that were compared, and those of them that change the decoder."""
    def spec(family, entries):
        whole = {"model_type": family, "text_config": entries} if family == "gemma3" else {"model_type": family, **entries}
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "config.json"), "w") as file:
            json.dump(whole, file)
        return java.ask(folder)

    rows = {}
    for family in families:
        compared, effective, differing = [], [], []
        for key, default in known_entries(family).items():
            settings = [{}, SETTINGS[family]] if family in SETTINGS else [{}]
            apart = [setting for setting in settings if key not in setting]
            for setting in apart:
                if spec(family, setting) != spec(family, {**setting, key: default}):
                    differing.append(key)
                    print(f"{family}: default DIFFERS: {key} {default} {setting}", flush=True)
            compared.append(key)
            others = changed(key, default) if default is not None else [2, 0.5, True, {"rope_type": "linear", "factor": 2.0}]
            if any(spec(family, {**setting, key: other}) not in (spec(family, setting), None)
                   for setting in settings for other in others):
                effective.append(key)
        rows[family] = compared, effective, differing
        print(family, len(compared), "entries;", "without effect:", *sorted(set(compared) - set(effective)), flush=True)
    return rows


# Kinds of refusals, by what they say.
REASONS = {
    "the weights do not fit": "tensor|Tensor",
    "a value of a type or size that it cannot have": "must be|cannot share|multiple of|above 0|no published model|cannot pair|"
                                                     "heads of|which are two|turns|two names|high_freq|for . of its|for .. of its",
    "rotary positions of a kind that is not supported": "rotary positions|by kind of layer|partial_rotary|rope_type",
    "windows and kinds of layers": "layer_types|of the type|sliding_window|attention_layers",
    "an activation function": "hidden_act|activation_function|hidden_activation",
    "arithmetic that the family does not have here": "softcapping|experts|cross_attention|causal|bidirectional|per_layer|"
                                                     "is_encoder|quantization|text_config|rescale_prenorm|post_layernorm|slow_but_exact",
    "another architecture": "architecture",
    "fewer positions than tokens": "positions",
}


def kind_of(refusal):
    return next((kind for kind, words in REASONS.items() if re.search(words, refusal)), "other: " + refusal[:80])


def table(variants, defaults):
    yield "| family | variants | agree | of these, other figures than the model as saved | refused by name | opened by neither | " \
          "agree as meant | **differ** |"
    yield "|---|---|---|---|---|---|---|---|"
    sums = collections.Counter()
    kinds = collections.Counter()
    for family, (counts, notes) in variants.items():
        row = [len(notes), counts["agrees"] + counts["agrees, moved"], counts["agrees, moved"], counts["refused"],
               counts["neither opens"], counts["as meant"], counts["DIFFERS"] + counts["opened alone"]]
        sums.update(dict(enumerate(row)))
        kinds.update(kind_of(note) for verdict, _, note in notes if verdict == "refused")
        yield f"| `{family}` | " + " | ".join(f"{n:,}" for n in row) + " |"
    yield "| all | " + " | ".join(f"{sums[i]:,}" for i in range(7)) + " |"
    yield ""
    yield "| refused though transformers opens it, because of | variants |"
    yield "|---|---|"
    yield from (f"| {kind} | {count:,} |" for kind, count in kinds.most_common())
    yield ""
    yield "| family | entries left out | of these, changing the decoder | **differ from transformers' default** |"
    yield "|---|---|---|---|"
    for family, (compared, effective, differing) in defaults.items():
        yield f"| `{family}` | {len(compared)} | {len(effective)} | {len(differing)} |"
    yield f"| all | " + " | ".join(str(sum(len(row[i]) for row in defaults.values())) for i in range(3)) + " |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--families", default=",".join(MODELS))
    parser.add_argument("--notes", help="a file for every variant's verdict")
    parser.add_argument("--table", help="a file for the tables")
    arguments = parser.parse_args()
    families = arguments.families.split(",")
    java = Java(arguments.class_path)
    outputs = [name and os.path.abspath(name) for name in (arguments.notes, arguments.table)]
    os.makedirs(arguments.folder, exist_ok=True)
    # Relative names: transformers looks for families' names in a path whose config.json has no model_type.
    os.chdir(arguments.folder)
    defaults = check_defaults(java, families, "d")
    variants = check_variants(java, families, "w")
    if outputs[0]:
        with open(outputs[0], "w") as file:
            for family, (_, notes) in variants.items():
                for note in notes:
                    print(family, *(" ".join(part.split()) for part in note), sep="\t", file=file)
    lines = list(table(variants, defaults))
    print(*lines, sep="\n")
    if outputs[1]:
        with open(outputs[1], "w") as file:
            print(*lines, sep="\n", file=file)
    wrong = sum(counts["DIFFERS"] + counts["opened alone"] for counts, _ in variants.values())
    sys.exit(1 if wrong or any(differing for _, _, differing in defaults.values()) else 0)


if __name__ == "__main__":
    main()
