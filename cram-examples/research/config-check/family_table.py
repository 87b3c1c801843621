"""Every family in every form against transformers: the worst token of a random model, in nats, as a table.

    python family_table.py --class-path CLASSES:JARS [--goldens FOLDER] [--fixtures FOLDER]

A folder is scored as it is; a GGUF file against the folder that it was converted from. Both are the small random models of
cram-djl's tests. A family that a form cannot hold is named with why.
"""

import argparse
import json
import math
from pathlib import Path

import torch
import transformers as T

from check_configs import EAGER, Java

RESOURCES = Path(__file__).parents[3] / "cram-djl" / "src" / "test" / "resources"
TOKENS = 24

# Families whose GGUF files are of another's architecture.
WRITTEN_AS = {"mistral": "as `llama`"}

# Families that llama.cpp has no architecture for.
UNWRITTEN = dict.fromkeys(["gpt_neo", "gptj", "opt"], "refused: llama.cpp has no such architecture")


def kind(folder):
    config = json.loads((folder / "config.json").read_text())
    return config.get("model_type", "mamba (its authors')" if "ssm_cfg" in config else "?"), config


def expected(folder, ids, model_type):
    eager = {"attn_implementation": "eager"} if model_type in EAGER else {}
    model = T.AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, **eager).eval()
    with torch.no_grad():
        logits = model(torch.tensor([ids])).logits[0, :-1]
    return torch.nn.functional.cross_entropy(logits, torch.tensor(ids[1:]), reduction="none").tolist()


def worst(java, place, folder):
    model_type, config = kind(folder)
    size = config.get("vocab_size") or config["text_config"]["vocab_size"]
    ids = torch.randint(0, size, (TOKENS,), generator=torch.Generator().manual_seed(1)).tolist()
    answer = java.ask(place, ids)
    if "refused" in answer:
        return answer["refused"]
    nats = expected(folder, ids, model_type)
    return max(abs(a - b) for a, b in zip(answer["nats"], nats))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--goldens", type=Path, default=RESOURCES / "goldens")
    parser.add_argument("--fixtures", type=Path, default=RESOURCES / "checkpoints")
    options = parser.parse_args()
    T.logging.set_verbosity_error()
    java = Java(options.class_path)
    cells = {}
    for folder in sorted(options.goldens.iterdir()):
        if (folder / "config.json").exists() and "ssm_cfg" not in kind(folder)[1]:
            cells.setdefault(kind(folder)[0], {}).setdefault("folder", []).append(worst(java, folder, folder))
    for file in sorted(options.fixtures.glob("*/model.gguf")):
        if (file.parent / "config.json").exists():
            cells.setdefault(kind(file.parent)[0], {}).setdefault("GGUF", []).append(worst(java, file, file.parent))
    print("| family | folder | GGUF |\n|---|---|---|")
    for family in sorted(cells):
        row = []
        for form in ("folder", "GGUF"):
            found = cells[family].get(form)
            numbers = [x for x in found or [] if isinstance(x, float) and not math.isnan(x)]
            none = (WRITTEN_AS | UNWRITTEN).get(family, "refused") if form == "GGUF" else "refused"
            row.append(none if not found else f"{max(numbers):.1e}" if len(numbers) == len(found) else str(found))
        print(f"| `{family}` | {row[0]} | {row[1]} |")


if __name__ == "__main__":
    main()
