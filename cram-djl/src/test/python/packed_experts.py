"""Experts of gpt-oss in the number format MXFP4, as they are published."""

import json

import torch
from safetensors.torch import load_file, save_file
from transformers.integrations.mxfp4 import convert_moe_packed_tensors


def draw(model):
    """Gives the experts of a model numbers that the format has, and returns what folders keep of them."""
    packed = {}
    for name, parameter in model.named_parameters():
        if parameter.ndim == 3:
            experts, columns, rows = parameter.shape
            blocks = torch.randint(0, 256, (experts, rows, columns // 32, 16), dtype=torch.uint8)
            scales = torch.randint(121, 125, blocks.shape[:-1], dtype=torch.uint8)
            parameter.data = convert_moe_packed_tensors(blocks, scales, dtype=parameter.dtype)
            packed[name + "_blocks"], packed[name + "_scales"] = blocks, scales
    return packed


def put(packed, folder):
    """Puts them in the place of the plain ones into a folder that transformers has saved."""
    path = folder / "model.safetensors"
    plain = {name for name in load_file(path) if name + "_blocks" in packed}
    kept = {name: tensor for name, tensor in load_file(path).items() if name not in plain}
    save_file({**kept, **packed}, path, metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    left = ["model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens", "lm_head"]
    config["quantization_config"] = dict(modules_to_not_convert=left, quant_method="mxfp4")
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
