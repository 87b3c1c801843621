"""Makes golden cases that src/test/resources/goldens has beside those of each family: small random models with what Hugging
Face transformers (5.24.0) computes with them. The description of the package dev.cram.djl.internal.decoder says what they hold.

    python3 make_goldens.py src/test/resources/goldens
"""

import json
import os
import sys

import torch
import torch.nn.functional as F
import transformers as T
from safetensors.torch import load_file, save_file

TOKENS, VECTORS, TEXTS, GREEDY = 24, 2, 2, 16
VOCABULARY = 96
IDS = dict(bos_token_id=1, eos_token_id=2, pad_token_id=0)

CASES = {
    "gpt2_scaled_by_layer": T.GPT2Config(
        vocab_size=VOCABULARY, n_embd=24, n_layer=3, n_head=4, n_positions=64, scale_attn_weights=False,
        scale_attn_by_inverse_layer_idx=True, reorder_and_upcast_attn=True, **IDS),
    "phi_head_norms": T.PhiConfig(
        vocab_size=VOCABULARY, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=2, max_position_embeddings=64, qk_layernorm=True, **IDS),
    "mamba_original": T.MambaConfig(
        vocab_size=VOCABULARY, hidden_size=24, state_size=4, num_hidden_layers=2, expand=3, conv_kernel=3, **IDS),
}


def as_published_by_the_authors(folder):
    """Mamba's configuration and names as its authors have them, with the head stored beside the embedding that it is."""
    path = os.path.join(folder, "model.safetensors")
    tensors = {name.replace("embeddings", "embedding"): tensor for name, tensor in load_file(path).items()}
    tensors["lm_head.weight"] = tensors["backbone.embedding.weight"].clone()
    save_file(tensors, path)
    config = dict(d_model=24, n_layer=2, vocab_size=VOCABULARY - 3, ssm_cfg=dict(d_state=4, d_conv=3, expand=3), rms_norm=True,
                  residual_in_fp32=True, fused_add_norm=True, pad_vocab_size_multiple=8)
    with open(os.path.join(folder, "config.json"), "w") as file:
        json.dump(config, file, indent=1)


def make(config, folder):
    torch.manual_seed(17)
    model = T.AutoModelForCausalLM.from_config(config).float().eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("A_log"):
                parameter.copy_(torch.rand_like(parameter))
            elif parameter.ndim == 1:
                parameter.copy_(torch.randn_like(parameter) * 0.2 + ("norm" in name or ".ln_" in name))
            else:
                parameter.copy_(torch.randn_like(parameter) * 0.3)
    model.tie_weights()
    model.requires_grad_(False)
    embed = model.get_input_embeddings()
    ids = torch.randint(3, VOCABULARY, (TEXTS, TOKENS))
    memory = (torch.randn(TEXTS, VECTORS, embed.weight.shape[1]) * 0.5).requires_grad_(True)
    logits = model(inputs_embeds=torch.cat([memory, embed(ids)], 1), use_cache=False).logits
    logits = logits[:, VECTORS - 1:VECTORS + TOKENS - 1]
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
    golden = dict(input_ids=ids, memory=memory.detach(), logits=logits.detach(), loss=loss.detach(), memory_grad=memory.grad,
                  plain_loss_sum=plain, greedy=torch.stack(greedy, 1))
    save_file({name: tensor.contiguous() for name, tensor in golden.items()}, os.path.join(folder, "golden.safetensors"))


for name, config in CASES.items():
    folder = os.path.join(sys.argv[1], name)
    make(config, folder)
    if name == "mamba_original":
        as_published_by_the_authors(folder)
