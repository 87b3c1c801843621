"""Makes further fixtures under src/test/resources/published: small random models, saved as some tools do, with what
transformers computes.

How to run it (Python with torch and transformers 5):

    python cram-djl/src/test/python/make_published_fixtures.py

  tied-only-head-stored-gpt2   a tied GPT-2 of which safetensors.torch.save_model kept lm_head.weight
"""

import json
import shutil
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


tied_gpt2()
