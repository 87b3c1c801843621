"""The paper's search in PyTorch, on the texts of a study, beside what the library found.

    python3 paper_search.py FOLDER --model MODEL_FOLDER --tokens 32 --texts 10

FOLDER holds the results.jsonl of `cram study capacity --recipe paper-objective` or `--recipe paper`. The objective is that
of the study's recipe: tokens 2 to L as in the paper, or all tokens. Settings are the paper's (Kuratov et al. 2025, section
4 and their train.py): AdamW, learning rate 0.01, betas 0.9 and 0.9, weight decay 0.01, at most 5,000 steps, patience 2,000.
Starts are other random numbers than the library's.
"""

import argparse
import json
import math
import os
import statistics

import torch
from transformers import AutoModelForCausalLM

RATE, BETAS, DECAY, STEPS, PATIENCE = 0.01, (0.9, 0.9), 0.01, 5000, 2000


def read(folder, tokens, count):
    with open(os.path.join(folder, "results.jsonl"), encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    facts = next(o for o in found if o["kind"] == "modelFacts")
    main = next(s["name"] for s in facts["sources"] if s["role"] == "MAIN")
    texts = [o for o in found if o["kind"] == "crammed" and o["source"] == main and o["vectors"] == 1 and o["tokens"] == tokens]
    return facts, sorted(texts, key=lambda o: o["index"])[:count]


def search(model, ids, first, seed):
    """Per text: evaluations until all trained tokens were correct (or the end), best share correct, inner gain in nats."""
    torch.manual_seed(seed)
    embedding = model.get_input_embeddings().weight.detach()
    count, length = ids.shape
    memory = (torch.randn(count, 1, embedding.shape[1]) * embedding.std()).requires_grad_(True)
    optimizer = torch.optim.AdamW([memory], lr=RATE, betas=BETAS, weight_decay=DECAY)
    text = embedding[ids]
    with torch.no_grad():
        plain = nats(model(inputs_embeds=text[:, :-1]).logits, ids[:, 1:])[0].sum(1)
    best = [(-1, math.inf, None)] * count
    progress, ended = [0] * count, [None] * count
    for step in range(1, STEPS + 1):
        logits = model(inputs_embeds=torch.cat([memory, text[:, :-1]], 1)).logits
        loss, right = nats(logits, ids)
        with torch.no_grad():
            correct = right[:, first:].sum(1).tolist()
            sums = loss[:, first:].sum(1).tolist()
            inner = loss[:, 1:].sum(1).tolist()
        for i in range(count):
            if ended[i] is None:
                if correct[i] > best[i][0]:
                    progress[i] = step
                if correct[i] > best[i][0] or (correct[i] == best[i][0] and sums[i] < best[i][1]):
                    best[i] = (correct[i], sums[i], inner[i])
                if correct[i] == length - first or step - progress[i] >= PATIENCE or step == STEPS:
                    ended[i] = step
        if all(ended):
            break
        optimizer.zero_grad()
        loss[:, first:].mean(1).sum().backward()
        optimizer.step()
    return [(ended[i], best[i][0] / (length - first), plain[i].item() - best[i][2]) for i in range(count)]


def nats(logits, targets):
    loss = torch.nn.functional.cross_entropy(logits.transpose(1, 2), targets, reduction="none")
    return loss, logits.argmax(-1) == targets


def theirs(o):
    before, after = o["plain"]["crossEntropyNats"], o["crammed"]["crossEntropyNats"]
    right = [m > 0 for m in o["crammed"]["margins"]][o["first"]:]
    return o["evaluations"], sum(right) / len(right), sum(before[1:]) - sum(after[1:])


def report(name, results):
    evaluations, accuracy, gains = zip(*results)
    done = sum(a == 1 for a in accuracy)
    error = statistics.stdev(gains) / math.sqrt(len(gains))
    print(f"{name:8} all correct {done} of {len(results)}, evaluations: median {statistics.median(evaluations):.1f}, "
          f"mean accuracy {statistics.mean(accuracy):.4f}, inner gain {statistics.mean(gains):.2f} +- {error:.2f} nats (standard error)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--model", required=True)
    parser.add_argument("--tokens", type=int, required=True)
    parser.add_argument("--texts", type=int, default=10)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    facts, texts = read(args.folder, args.tokens, args.texts)
    first = texts[0]["first"]
    model = AutoModelForCausalLM.from_pretrained(args.model, torch_dtype=torch.float32).eval().requires_grad_(False)
    ids = torch.tensor([tokenize(args.model, o["text"]) for o in texts])
    print(f"{len(texts)} texts of {args.tokens} tokens, objective from token {first + 1} on, recipe {facts['plan']['recipe']}")
    report("library", [theirs(o) for o in texts])
    report("PyTorch", search(model, ids, first, args.seed))


def tokenize(folder, text):
    from tokenizers import Tokenizer
    return Tokenizer.from_file(os.path.join(folder, "tokenizer.json")).encode(text, add_special_tokens=False).ids


if __name__ == "__main__":
    main()
