"""Does a start token behind the memory vector help or hurt? The default search on both layouts, with transformers.

    python layout.py MODEL.gguf TEXTS.txt [--tokens 12] [--count 8] [--rounds 120] [--seeds 2] [--start ID]

Layouts: `alone` is this library's, the vector and then the text; `start` puts the embedding of the start token between
them, as the follow-up's code does. A text is solved when every token has the largest logit; one that is not counts double
the rounds. Texts are the beginnings of paragraphs. --start names a token for a model whose template has none.
"""

import argparse
import math
import random
import time
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--tokens", type=int, default=12)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=120)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--start", type=int)
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def passages(tokenizer, file, tokens, count):
    paragraphs = [" ".join(p.split()) for p in file.read_text().split("\n\n") if len(p) > 400]
    random.Random(5).shuffle(paragraphs)
    ids = [tokenizer(p, add_special_tokens=False)["input_ids"][:tokens] for p in paragraphs[:4 * count]]
    return torch.tensor([i for i in ids if len(i) == tokens][:count])


class Search:
    """PolarAdam with one cosine: rounds to exact of each text."""

    def __init__(self, model, ids, start):
        self.model, self.ids = model, ids
        with torch.no_grad():
            self.text = model.get_input_embeddings()(ids[:, :-1])
            self.start = None if start is None else model.get_input_embeddings()(torch.tensor([[start]]))
            table = model.get_input_embeddings().weight
            sample = torch.arange(0, table.shape[0], max(1, table.shape[0] // 4096))
            self.std = model.get_input_embeddings()(sample).std().item()

    def logits(self, vectors, live):
        parts = [vectors, self.text[live]]
        if self.start is not None:
            parts.insert(1, self.start.expand(len(live), -1, -1))
        return self.model(inputs_embeds=torch.cat(parts, 1)).logits[:, len(parts) - 2:]

    def run(self, rounds, seed, cold=(0.25, 0.075), angle=0.7, length=4, beta=0.9):
        n, d = self.ids.shape[0], self.text.shape[2]
        x = torch.randn(n, 1, d, generator=torch.Generator().manual_seed(seed)) * self.std * length
        mean, square = torch.zeros_like(x), torch.zeros_like(x)
        solved, live = [2 * rounds] * n, list(range(n))
        for step in range(rounds):
            down = 0.5 * (1 + math.cos(math.pi * step / rounds))
            temperature = cold[1] + (cold[0] - cold[1]) * down
            at = x[live].clone().requires_grad_(True)
            logits = self.logits(at, live)
            loss = torch.nn.functional.cross_entropy(
                (logits / temperature).flatten(0, 1), self.ids[live].flatten(), reduction="sum") / self.ids.shape[1]
            gradient, = torch.autograd.grad(loss, at)
            right = (logits.argmax(-1) == self.ids[live]).all(1)
            with torch.no_grad():
                r = x[live].norm(dim=-1, keepdim=True)
                u, g = x[live] / r, gradient * r
                mean[live] = beta * mean[live] + (1 - beta) * g
                square[live] = beta * square[live] + (1 - beta) * g * g
                unbias = 1 - beta ** (step + 1)
                turn = angle * down / math.sqrt(d) * (mean[live] / unbias) / ((square[live] / unbias).sqrt() + 1e-12)
                along = (turn * u).sum(-1, keepdim=True)
                to = u - turn + along * u
                x[live] = to / to.norm(dim=-1, keepdim=True) * r * torch.exp(-along)
            for k, text in enumerate(live):
                if right[k]:
                    solved[text] = step + 1
            live = [text for text in live if solved[text] == 2 * rounds]
            if not live:
                break
        return solved


def main():
    options = arguments()
    torch.set_num_threads(options.threads)
    place = dict(pretrained_model_name_or_path=str(options.model.parent), gguf_file=options.model.name)
    tokenizer = AutoTokenizer.from_pretrained(**place)
    model = AutoModelForCausalLM.from_pretrained(**place, dtype=torch.float32).eval().requires_grad_(False)
    ids = passages(tokenizer, options.texts, options.tokens, options.count)
    start = options.start if options.start is not None else tokenizer.bos_token_id
    print(f"{options.model.name}: {len(ids)} texts of {options.tokens} tokens, start token {start} "
          f"{tokenizer.convert_ids_to_tokens(start)!r}, at most {options.rounds} rounds", flush=True)
    for layout, token in (("alone", None), ("start", start)):
        began = time.time()
        rounds = sorted(r for seed in range(options.seeds) for r in Search(model, ids, token).run(options.rounds, seed))
        exact = sum(r <= options.rounds for r in rounds)
        print(f"{layout}: exact {exact} of {len(rounds)}, median rounds {(rounds[(len(rounds) - 1) // 2] + rounds[len(rounds) // 2]) / 2}, "
              f"{rounds} ({time.time() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
