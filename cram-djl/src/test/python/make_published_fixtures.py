"""Makes further fixtures under src/test/resources/published: small random models, saved as some tools do, with what
transformers computes.

How to run it (Python with torch and transformers 5):

    python cram-djl/src/test/python/make_published_fixtures.py

  tied-only-head-stored-gpt2   a tied GPT-2 of which safetensors.torch.save_model kept lm_head.weight
  float64/expected.json        what transformers computes with those weights in float32
  added-tokens/variants.json   changes to the files beside added-tokens/vocab.json, and what AutoTokenizer makes of texts
  added-tokens/whole.json      the same for files beside a tokenizer.json
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch
import transformers
from safetensors.torch import save_model

OUT = Path(__file__).parent.parent / "resources" / "published"
TOKENIZER = OUT / "tied-only-head-stored" / "tokenizer.json"
TEXT = "Hello there, reader."


def expect(folder, text=TEXT):
    """Writes the tokens of a text and their cross-entropies, from the second on."""
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits[0].double()
    nats = torch.nn.functional.cross_entropy(logits[:-1], torch.tensor(ids[1:]), reduction="none")
    expected = {
        "made_with": f"transformers {transformers.__version__}, torch {torch.__version__}, float32",
        "text": text,
        "ids": ids,
        "cross_entropy_nats_of_tokens_2_to_L": [round(value, 5) for value in nats.tolist()],
    }
    (folder / "expected.json").write_text(json.dumps(expected, indent=1))


def randomized(model, seed):
    torch.manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape) * 0.3)
    return model.eval()


def tied_gpt2():
    folder = OUT / "tied-only-head-stored-gpt2"
    folder.mkdir(exist_ok=True)
    config = transformers.GPT2Config(vocab_size=300, n_embd=16, n_head=2, n_layer=1, n_positions=64)
    config.architectures = ["GPT2LMHeadModel"]
    config.bos_token_id = config.eos_token_id = None
    save_model(randomized(transformers.GPT2LMHeadModel(config), 1), str(folder / "model.safetensors"))
    config.save_pretrained(folder)
    shutil.copy(TOKENIZER, folder)
    expect(folder)


TEXTS = [
    "Hello <note> there",
    "a<note>b  <note>  c",
    "Hello<|pad|>x",
    "x<|endoftext|>y",
    "<s>q</s>",
    "NOTE<NOTE>",
    "don't 123 caf\u00e9 cafe\u0301\n\n  t",
]
CONFIG = "tokenizer_config.json"
SPECIAL = "special_tokens_map.json"
ADDED = "added_tokens.json"


def token(content, **flags):
    plain = {"lstrip": False, "rstrip": False, "normalized": False, "single_word": False, "special": False}
    return {"content": content, **plain, **flags}


DECODED = {
    "tokenizer_class": "GPT2Tokenizer",
    "pad_token": "<|pad|>",
    "added_tokens_decoder": {"300": token("<note>", lstrip=True), "301": token("<|pad|>")},
}
VARIANTS = [  # name, model_type, contents of files; None removes one
    ("as it is", "gpt2", {}),
    ("no special tokens map", "gpt2", {SPECIAL: None}),
    ("no tokenizer config", "gpt2", {CONFIG: None}),
    ("nothing beside", "gpt2", {CONFIG: None, SPECIAL: None, ADDED: None}),
    ("decoder", "gpt2", {CONFIG: DECODED, SPECIAL: None, ADDED: None}),
    ("decoder beside the older files", "gpt2", {CONFIG: DECODED, ADDED: {"<NOTE>": 300}}),
    ("decoder, special", "llama", {CONFIG: {"tokenizer_class": "GPT2TokenizerFast",
        "added_tokens_decoder": {"300": token("<note>", special=True)}}}),
    ("map of objects", "gpt2", {SPECIAL: {"pad_token": token("<|pad|>", rstrip=True)}}),
    ("extra special tokens", "gpt2", {SPECIAL: {"extra_special_tokens": ["<note>"]}}),
    ("additional special tokens", "gpt2", {SPECIAL: None, CONFIG: {"tokenizer_class": "GPT2Tokenizer",
        "additional_special_tokens": ["<note>"], "bos_token": "<s>"}}),
    ("other end", "opt", {SPECIAL: {"unk_token": "<s>", "bos_token": "<s>", "eos_token": "</s>"}}),
    ("token of the vocabulary", "gpt2", {ADDED: {"ector": 297, "<note>": 300}}),
    ("llama", "llama", {}),
    ("class in config.json's family", "qwen3", {CONFIG: None}),
    ("qwen2", "qwen2", {}),
    ("qwen3", "qwen3", {CONFIG: {"tokenizer_class": "Qwen2Tokenizer"}}),
    ("neox", "gpt_neox", {CONFIG: {"tokenizer_class": "GPTNeoXTokenizerFast"}}),
    ("mamba", "mamba", {CONFIG: None}),
    ("codegen", "phi", {CONFIG: {"tokenizer_class": "CodeGenTokenizer"}}),
    ("space first", "gpt2", {CONFIG: {"tokenizer_class": "GPT2Tokenizer", "add_prefix_space": True}}),
]


def expect_texts(folder):
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    special = [str(one) for one in tokenizer.added_tokens_decoder.values() if one.special]
    texts = []
    for text in TEXTS:
        refused = any(one in text for one in special)
        ids = tokenizer(text, add_special_tokens=False)["input_ids"]
        texts.append({"text": text, "ids": [] if refused else ids})
    return texts


def added_tokens():
    folder = OUT / "added-tokens"
    variants = []
    for name, family, files in VARIANTS:
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary)
            for file in ("config.json", "vocab.json", "merges.txt", CONFIG, SPECIAL, ADDED):
                shutil.copy(folder / file, copy)
            for file, contents in files.items():
                (copy / file).unlink()
                if contents is not None:
                    (copy / file).write_text(json.dumps(contents))
            config = json.loads((copy / "config.json").read_text())
            config.update(model_type=family, architectures=[])
            (copy / "config.json").write_text(json.dumps(config))
            texts = expect_texts(copy)
        variants.append({"name": name, "model_type": family, "files": files, "texts": texts})
    (folder / "variants.json").write_text(json.dumps(variants, indent=1))


FAST = {"tokenizer_class": "PreTrainedTokenizerFast"}
WHOLE = [
    ("nothing beside", {}),
    ("added tokens", {ADDED: {"<note>": 300, "<|pad|>": 301}}),
    ("added tokens and what is special", {CONFIG: FAST, ADDED: {"<note>": 300, "<|pad|>": 301},
        SPECIAL: {"pad_token": "<|pad|>"}}),
    ("decoder", {CONFIG: {**FAST, "added_tokens_decoder": {
        "0": token("<|endoftext|>", special=True), "300": token("<note>", rstrip=True)}}}),
    ("named token", {CONFIG: {**FAST, "pad_token": "<|pad|>", "bos_token": "<|endoftext|>"}}),
    ("token of the vocabulary", {CONFIG: FAST, ADDED: {"ector": 297}}),
]


def whole_tokenizers():
    variants = []
    for name, files in WHOLE:
        with tempfile.TemporaryDirectory() as temporary:
            copy = Path(temporary)
            for file in ("config.json", "tokenizer.json"):
                shutil.copy(OUT / "tied-flag-with-own-head" / file, copy)
            for file, contents in files.items():
                (copy / file).write_text(json.dumps(contents))
            variants.append({"name": name, "model_type": "llama", "files": files, "texts": expect_texts(copy)})
    (OUT / "added-tokens" / "whole.json").write_text(json.dumps(variants, indent=1))


tied_gpt2()
expect(OUT / "float64")
added_tokens()
whole_tokenizers()
