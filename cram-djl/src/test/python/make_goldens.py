"""Makes golden cases that src/test/resources/goldens has beside those of each family: small random models with what Hugging
Face transformers (5.24.0) computes with them. The description of the package dev.cram.djl.internal.decoder says what they hold.

    python3 make_goldens.py src/test/resources/goldens [--seed 17] [--cases gemma,phi3]
"""

import argparse
import json
import os
from pathlib import Path

import packed_experts
import torch
import torch.nn.functional as F
import transformers as T
from safetensors.torch import load_file, save_file

VECTORS, TEXTS, GREEDY = 2, 2, 16
VOCABULARY = 96
IDS = dict(bos_token_id=1, eos_token_id=2, pad_token_id=0)

SIZES = dict(vocab_size=VOCABULARY, hidden_size=24, intermediate_size=40, num_hidden_layers=3, num_attention_heads=4,
             max_position_embeddings=64, **IDS)
KINDS = ["sliding_attention", "full_attention", "sliding_attention"]

YARN = dict(rope_type="yarn", rope_theta=10000.0, factor=4.0, original_max_position_embeddings=16)
LONGROPE = dict(rope_type="longrope", rope_theta=10000.0, original_max_position_embeddings=20, short_factor=[1.0, 1.3, 1.6],
                long_factor=[1.5, 2.5, 4.0])

CASES = {
    "gemma": T.GemmaConfig(**SIZES, num_key_value_heads=2, head_dim=8),
    "gemma2": T.Gemma2Config(**SIZES, num_key_value_heads=2, head_dim=8, sliding_window=7, query_pre_attn_scalar=20,
                             layer_types=KINDS, attn_logit_softcapping=1.5, final_logit_softcapping=3.0),
    "phi3": T.Phi3Config(**SIZES, num_key_value_heads=2, sliding_window=9),
    "phi3_longrope": T.Phi3Config(
        **dict(SIZES, hidden_size=32), num_key_value_heads=2, original_max_position_embeddings=20,
        rope_parameters=dict(LONGROPE, partial_rotary_factor=0.75)),
    "granite": T.GraniteConfig(**SIZES, num_key_value_heads=2, embedding_multiplier=3.0, residual_multiplier=0.7,
                               attention_multiplier=0.2, logits_scaling=2.0),
    "gpt_neo": T.GPTNeoConfig(vocab_size=VOCABULARY, hidden_size=24, num_layers=3, num_heads=4, max_position_embeddings=64,
                              window_size=7, attention_types=[[["global", "local"], 1], [["local"], 1]], **IDS),
    "gptj": T.GPTJConfig(vocab_size=VOCABULARY, n_embd=24, n_layer=3, n_head=3, n_positions=64, rotary_dim=6, **IDS),
    "bloom": T.BloomConfig(vocab_size=VOCABULARY, hidden_size=24, n_layer=3, n_head=6, **IDS),
    "bloom_onto_normed": T.BloomConfig(vocab_size=VOCABULARY, hidden_size=24, n_layer=2, n_head=4,
                                       apply_residual_connection_post_layernorm=True, **IDS),
    "falcon": T.FalconConfig(vocab_size=VOCABULARY, hidden_size=24, num_hidden_layers=3, num_attention_heads=3,
                             max_position_embeddings=64, **IDS),
    "falcon_grouped": T.FalconConfig(
        vocab_size=VOCABULARY, hidden_size=24, num_hidden_layers=3, num_attention_heads=6, num_kv_heads=2,
        new_decoder_architecture=True, max_position_embeddings=64, **IDS),
    "falcon_alibi": T.FalconConfig(
        vocab_size=VOCABULARY, hidden_size=24, num_hidden_layers=3, num_attention_heads=6, alibi=True, multi_query=False,
        parallel_attn=False, bias=True, max_position_embeddings=64, **IDS),
    "starcoder2": T.Starcoder2Config(**SIZES, num_key_value_heads=2, sliding_window=9),
    "stablelm": T.StableLmConfig(**dict(SIZES, hidden_size=32), num_key_value_heads=2, use_qkv_bias=True),
    "stablelm_parallel": T.StableLmConfig(**dict(SIZES, hidden_size=32), num_key_value_heads=4, use_parallel_residual=True),
    "stablelm_head_norms": T.StableLmConfig(**dict(SIZES, hidden_size=32, num_hidden_layers=2), num_key_value_heads=2,
                                            qk_layernorm=True, use_parallel_residual=True),
    "olmo3": T.Olmo3Config(**SIZES, num_key_value_heads=2, sliding_window=8, layer_types=KINDS, rope_parameters=dict(
        full_attention=YARN, sliding_attention=dict(rope_type="default", rope_theta=700.0))),
    "mixtral": T.MixtralConfig(**dict(SIZES, num_hidden_layers=2), num_key_value_heads=2, num_local_experts=3,
                               num_experts_per_tok=2, sliding_window=9),
    "qwen2_moe": T.Qwen2MoeConfig(
        **SIZES, num_key_value_heads=2, num_experts=4, num_experts_per_tok=2, moe_intermediate_size=12,
        shared_expert_intermediate_size=20, mlp_only_layers=[0], use_sliding_window=True, sliding_window=8),
    "qwen3_moe": T.Qwen3MoeConfig(**dict(SIZES, num_hidden_layers=2), num_key_value_heads=2, head_dim=8, num_experts=5,
                                  num_experts_per_tok=3, moe_intermediate_size=12, norm_topk_prob=True),
    "gpt_oss": T.GptOssConfig(**dict(SIZES, num_hidden_layers=2), num_key_value_heads=2, head_dim=8, num_local_experts=3,
                              num_experts_per_tok=2, sliding_window=7, swiglu_limit=2.5),
    "gpt_oss_packed": T.GptOssConfig(
        **dict(SIZES, hidden_size=32, intermediate_size=64, num_hidden_layers=2), num_key_value_heads=2, head_dim=8,
        num_local_experts=3, num_experts_per_tok=2, sliding_window=7, swiglu_limit=2.5),
    "falcon_mamba": T.FalconMambaConfig(vocab_size=VOCABULARY, hidden_size=24, state_size=4, num_hidden_layers=2,
                                        time_step_rank=4, mixer_rms_eps=0.01, **IDS),
    "mamba2": T.Mamba2Config(vocab_size=VOCABULARY, hidden_size=24, state_size=6, num_hidden_layers=2, num_heads=6, head_dim=8,
                             n_groups=2, time_step_limit=[0.3, 1.2], **IDS),
    "llama_yarn": T.LlamaConfig(**SIZES, num_key_value_heads=2, rope_parameters=dict(YARN, beta_fast=4.0, truncate=False)),
    "gpt2_scaled_by_layer": T.GPT2Config(
        vocab_size=VOCABULARY, n_embd=24, n_layer=3, n_head=4, n_positions=64, scale_attn_weights=False,
        scale_attn_by_inverse_layer_idx=True, reorder_and_upcast_attn=True, **IDS),
    "phi_head_norms": T.PhiConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=64, qk_layernorm=True, **IDS),
    "mamba_original": T.MambaConfig(
        vocab_size=VOCABULARY, hidden_size=24, state_size=4, num_hidden_layers=2, expand=3, conv_kernel=3, **IDS),
    "mamba2_original": T.Mamba2Config(
        vocab_size=VOCABULARY, hidden_size=24, state_size=6, num_hidden_layers=2, num_heads=6, head_dim=8, n_groups=1,
        tie_word_embeddings=True, **IDS),
}

SIZES_OF_THE_AUTHORS = {
    "mamba_original": dict(d_state=4, d_conv=3, expand=3),
    "mamba2_original": dict(layer="Mamba2", d_state=6, headdim=8),
}


def as_published_by_the_authors(folder, sizes):
    """Configuration and names as Mamba's authors have them, with the head stored beside the embedding that it is."""
    path = os.path.join(folder, "model.safetensors")
    tensors = {name.replace("embeddings", "embedding"): tensor for name, tensor in load_file(path).items()}
    tensors["lm_head.weight"] = tensors["backbone.embedding.weight"].clone()
    save_file(tensors, path)
    config = dict(d_model=24, n_layer=2, vocab_size=VOCABULARY - 3, ssm_cfg=sizes, rms_norm=True, residual_in_fp32=True,
                  fused_add_norm=True, pad_vocab_size_multiple=8)
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(config, file, indent=1)


# Tokens of a text: more than Mamba 2 scans at once.
TOKENS = {"mamba2": 80}


def make(config, folder, seed):
    torch.manual_seed(seed)
    # Eager attention honors soft caps and sinks, which the others pass over; Falcon's adds its linear biases twice.
    eager = {"attn_implementation": "eager"} if config.model_type in ("gemma2", "gpt_oss") else {}
    model = T.AutoModelForCausalLM.from_config(config, **eager).float().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("A_log"):
                parameter.copy_(torch.rand_like(parameter))
            elif parameter.ndim == 1:
                parameter.copy_(torch.randn_like(parameter) * 0.2 + ("norm" in name or "ln_" in name))
            else:
                parameter.copy_(torch.randn_like(parameter) * 0.3)
    packed = packed_experts.draw(model) if folder.endswith("_packed") else {}
    model.tie_weights()
    model.requires_grad_(False)
    embed = model.get_input_embeddings()
    tokens = TOKENS.get(config.model_type, 24)
    ids = torch.randint(3, VOCABULARY, (TEXTS, tokens))
    memory = (torch.randn(TEXTS, VECTORS, embed.weight.shape[1]) * 0.5).requires_grad_(True)
    logits = model(inputs_embeds=torch.cat([memory, embed(ids)], 1), use_cache=False).logits
    logits = logits[:, VECTORS - 1:VECTORS + tokens - 1]
    loss = F.cross_entropy(logits.transpose(1, 2), ids, reduction="none").mean(1)
    loss.sum().backward()
    with torch.no_grad():
        plain = F.cross_entropy(model(input_ids=ids).logits[:, :-1].transpose(1, 2), ids[:, 1:], reduction="none").sum(1)
        line, greedy = memory.detach(), []
        for _ in range(GREEDY):
            greedy.append(model(inputs_embeds=line, use_cache=False).logits[:, -1].argmax(-1))
            line = torch.cat([line, embed(greedy[-1])[:, None]], 1)
    model.save_pretrained(folder)
    os.remove(os.path.join(folder, "generation_config.json"))
    if packed:
        packed_experts.put(packed, Path(folder))
    golden = dict(input_ids=ids, memory=memory.detach(), logits=logits.detach(), loss=loss.detach(), memory_grad=memory.grad,
                  plain_loss_sum=plain, greedy=torch.stack(greedy, 1))
    save_file({name: tensor.contiguous() for name, tensor in golden.items()}, os.path.join(folder, "golden.safetensors"))


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("folder")
parser.add_argument("--seed", type=int, default=17)
parser.add_argument("--cases", default=",".join(CASES))
arguments = parser.parse_args()
for name in arguments.cases.split(","):
    folder = os.path.join(arguments.folder, name)
    make(CASES[name], folder, arguments.seed)
    if name in SIZES_OF_THE_AUTHORS:
        as_published_by_the_authors(folder, SIZES_OF_THE_AUTHORS[name])
