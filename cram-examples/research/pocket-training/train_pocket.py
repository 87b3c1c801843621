#!/usr/bin/env python3
"""Trains the pocket model: a small Llama language model whose input vectors hold text well.

usage: train_pocket.py CORPUS_DIR OUT_DIR [--minutes M] [options]

CORPUS_DIR holds train-*.txt.xz and eval.txt.xz (UTF-8 text). OUT_DIR receives the tokenised corpus, the log, the state
of the run (a second start continues it) and `export`, a Hugging Face folder with float16 weights.

Cram-aware training. Every step has two parts:
1. ordinary language modelling on windows of the corpus whose position 0 is the start token <|endoftext|>;
2. cramming: short windows, each with a memory vector of its own at position 0 in place of the start token. The logits at
   position i predict token i + 1 of the window, the first token included. One backward pass gives the gradient of the
   weights and that of the memory vectors, which turn by Adam in polar form (the library's PolarAdam) with a cosine. A
   window retires when it is exact or after some tens of visits, and a fresh one comes in. The loss is the cross-entropy
   at a low temperature T, times T: it looks at wrong tokens and hardly at right ones.
So the weights learn, to first order, to be the frozen model of the very procedure they will be used with. No window
stays long enough to be worth memorising, and the check below uses passages that were never trained on. Cramming joins
after a first part of language modelling alone, and the rates fall to zero while both are trained.

The steering check runs at every checkpoint: 8 held-out passages of each of 8, 16, 24 and 32 tokens are crammed into one
vector each with the weights frozen, and exact counts and mean bits gained stand in the log beside the held-out loss.
"Exact" means that every token, the first included, had the largest logit given the true tokens before it.

Matrices are trained by Muon, embeddings and norms by AdamW. Needs torch, transformers, tokenizers, safetensors, numpy.
"""
import argparse, glob, json, lzma, math, os, time
import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

START = "<|endoftext|>"  # id 0


# ---------------------------------------------------------------------------------------------------------- corpus

def load_corpus(folder, out, vocabulary):
    """Token ids of the training and the evaluation text (uint16). Made once, then read from OUT_DIR."""
    tokenizer_file = f"{out}/tokenizer-raw.json"
    if not os.path.exists(f"{out}/eval.bin"):
        files = sorted(glob.glob(f"{folder}/train-*.txt.xz")) + [f"{folder}/eval.txt.xz"]
        texts = [lzma.open(f, "rt", encoding="utf8").read() for f in files]
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        sample = [t[i:i + 200_000] for t in texts[:-1] for i in range(0, len(t), 1_600_000)]
        tokenizer.train_from_iterator(sample, trainers.BpeTrainer(
            vocab_size=vocabulary, special_tokens=[START], show_progress=False,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
        tokenizer.save(tokenizer_file)

        def encode(text):
            paragraphs = text.split("\n\n")
            pieces = ["\n\n".join(paragraphs[i:i + 200]) + "\n\n" for i in range(0, len(paragraphs), 200)]
            return np.concatenate([np.array(e.ids, np.uint16) for e in tokenizer.encode_batch(pieces)])

        np.concatenate([encode(t) for t in texts[:-1]]).tofile(f"{out}/train.bin")
        encode(texts[-1]).tofile(f"{out}/eval.bin")
    return np.fromfile(f"{out}/train.bin", np.uint16), np.fromfile(f"{out}/eval.bin", np.uint16), tokenizer_file


def token_bytes(tokenizer_file):
    """Bytes of text that each token stands for (a byte-level token has one character for each byte)."""
    vocabulary = json.load(open(tokenizer_file, encoding="utf8"))["model"]["vocab"]
    size = torch.zeros(len(vocabulary))
    for token, index in vocabulary.items():
        size[index] = 0 if token == START else len(token)
    return size


# ----------------------------------------------------------------------------------------------------------- model

class Llama(torch.nn.Module):
    """The Llama architecture, parameters named and laid out as in Hugging Face's LlamaForCausalLM (tied embeddings)."""

    def __init__(self, vocabulary, width, layers, heads, inner, std, positions, epsilon=1e-5):
        super().__init__()
        self.heads, self.layers, self.epsilon = heads, layers, epsilon
        shapes = {"model.embed_tokens.weight": (vocabulary, width), "model.norm.weight": (width,)}
        for i in range(layers):
            for name in "qkvo":
                shapes[f"model.layers.{i}.self_attn.{name}_proj.weight"] = (width, width)
            for name, shape in dict(gate=(inner, width), up=(inner, width), down=(width, inner)).items():
                shapes[f"model.layers.{i}.mlp.{name}_proj.weight"] = shape
            for name in ("input", "post_attention"):
                shapes[f"model.layers.{i}.{name}_layernorm.weight"] = (width,)
        self.w = torch.nn.ParameterDict()
        for name, shape in shapes.items():
            value = torch.ones(shape) if len(shape) == 1 else torch.randn(shape) * std
            if name.endswith(("o_proj.weight", "down_proj.weight")):
                value /= math.sqrt(2 * layers)
            self.w[name.replace(".", "/")] = torch.nn.Parameter(value)
        half = width // heads // 2
        angle = torch.outer(torch.arange(positions).float(), 10000.0 ** (-torch.arange(half).float() / half))
        self.register_buffer("cos", torch.cat([angle.cos(), angle.cos()], 1), persistent=False)
        self.register_buffer("sin", torch.cat([-angle.sin(), angle.sin()], 1), persistent=False)

    def __getitem__(self, name):
        return self.w[name.replace(".", "/")]

    def tensors(self):
        """The parameters under their Hugging Face names."""
        return {name.replace("/", "."): value for name, value in self.w.items()}

    def embed(self, ids):
        return F.embedding(ids, self["model.embed_tokens.weight"])

    def logits(self, hidden):
        return F.linear(hidden, self["model.embed_tokens.weight"])

    def forward(self, x, position=None, mask=None):
        """Final hidden states for input embeddings x (rows, time, width). `mask` is added to the attention scores;
        without one attention is causal."""
        rows, time_, width = x.shape
        cos, sin = (self.cos[:time_], self.sin[:time_]) if position is None else (self.cos[position][:, None], self.sin[position][:, None])
        split = lambda y: y.view(rows, time_, self.heads, -1).transpose(1, 2)

        def rotate(y):
            a, b = y.chunk(2, -1)
            return (y * cos + torch.cat([b, a], -1) * sin).to(y.dtype)

        for i in range(self.layers):
            p = f"model.layers.{i}."
            y = F.rms_norm(x, (width,), self[p + "input_layernorm.weight"], self.epsilon)
            q, k, v = (split(F.linear(y, self[f"{p}self_attn.{n}_proj.weight"])) for n in "qkv")
            if mask is None:
                y = F.scaled_dot_product_attention(rotate(q), rotate(k), v, is_causal=True)
            else:  # short rows: the plain products are several times faster on a CPU
                scores = rotate(q) @ rotate(k).transpose(-1, -2) / math.sqrt(q.shape[-1])
                y = (scores.float() + mask).softmax(-1).to(v.dtype) @ v
            x = x + F.linear(y.transpose(1, 2).reshape(rows, time_, width), self[p + "self_attn.o_proj.weight"])
            y = F.rms_norm(x, (width,), self[p + "post_attention_layernorm.weight"], self.epsilon)
            y = F.silu(F.linear(y, self[p + "mlp.gate_proj.weight"])) * F.linear(y, self[p + "mlp.up_proj.weight"])
            x = x + F.linear(y, self[p + "mlp.down_proj.weight"])
        return F.rms_norm(x, (width,), self["model.norm.weight"], self.epsilon)


def orthogonal(g, steps=5):
    """Newton-Schulz iteration towards the nearest orthogonal matrix (the step direction of Muon)."""
    x = (g / (g.norm() + 1e-7)).bfloat16()
    tall = x.shape[0] > x.shape[1]
    x = x.T if tall else x
    for _ in range(steps):
        s = x @ x.T
        x = 3.4445 * x + (-4.7750 * s + 2.0315 * s @ s) @ x
    return (x.T if tall else x).float()


# -------------------------------------------------------------------------------------------------------- cramming

class Crammer:
    """Windows with one memory vector each, packed into rows without padding, and the AdamW state of the vectors.

    `lengths` gives the length of every slot. Slots are laid into rows of `row` positions; a slot sees only itself, and
    its positions count from 0. A slot's life: `begin` gives it a window and a fresh vector, each `loss` + `step` is one
    evaluation, `age == life` says that the vector has had all its steps.
    """

    def __init__(self, lengths, row, width, device):
        self.lengths = torch.tensor(lengths, device=device)
        rows, free = [], []
        for slot in sorted(range(len(lengths)), key=lambda s: -lengths[s]):  # first fit, longest first
            r = next((r for r, f in enumerate(free) if f >= lengths[slot]), len(rows))
            if r == len(rows):
                rows.append([]); free.append(row)
            rows[r].append(slot); free[r] -= lengths[slot]
        owner = torch.full((len(rows), row), -1)
        position = torch.zeros(len(rows), row, dtype=torch.long)
        for r, slots in enumerate(rows):
            at = 0
            for s in slots:
                owner[r, at:at + lengths[s]] = s
                position[r, at:at + lengths[s]] = torch.arange(lengths[s])
                at += lengths[s]
        same = owner[:, :, None] == owner[:, None, :]
        seen = same & torch.ones(row, row, dtype=torch.bool).tril()
        self.mask = torch.zeros(seen.shape).masked_fill(~seen, -math.inf)[:, None].to(device)
        self.owner, self.position, self.used = owner.to(device), position.to(device), (owner >= 0).to(device)
        self.first = (self.used & (self.position == 0))
        count, zeros = len(lengths), lambda *shape: torch.zeros(*shape, device=device)
        self.state = dict(ids=torch.zeros(owner.shape, dtype=torch.long, device=device), vectors=zeros(count, width),
                          m=zeros(count, width), v=zeros(count, width), age=zeros(count), life=zeros(count) + 1, rate=zeros(count))

    def __getattr__(self, name):
        try:
            return self.__dict__["state"][name]
        except KeyError:
            raise AttributeError(name)

    def begin(self, slot, ids, vector, life, rate):
        s = self.state
        s["ids"][self.owner == slot] = torch.as_tensor(ids, device=s["ids"].device)
        s["vectors"][slot], s["m"][slot], s["v"][slot] = vector, 0, 0
        s["age"][slot], s["life"][slot], s["rate"][slot] = 0, life, rate

    def loss(self, model, temperature, rows=None):
        """For each real position of the rows (an index; all by default): the loss at the temperature, the cross-entropy in
        nats without a gradient, whether its token had the largest logit, the slot it belongs to; also the vectors as a
        leaf for the gradient."""
        rows = slice(None) if rows is None else rows
        ids, used, owner = self.ids[rows], self.used[rows], self.owner[rows]
        leaf = self.vectors.clone().requires_grad_()
        before = F.pad(ids[:, :-1], (1, 0))
        x = torch.where(self.first[rows][..., None], leaf[owner.clamp(min=0)], model.embed(before))
        logits = model.logits(model(x, self.position[rows], self.mask[rows])[used]).float()
        loss = temperature * F.cross_entropy(logits / temperature, ids[used], reduction="none")
        nats = F.cross_entropy(logits.detach(), ids[used], reduction="none")
        return loss, nats, logits.detach().argmax(-1) == ids[used], owner[used], leaf

    def per_slot(self, values, slot):
        return torch.zeros(len(self.lengths), device=values.device).index_add_(0, slot, values.float())

    @torch.no_grad()
    def step(self, gradient, beta=0.9):
        """One step of every vector, each at its own point of its own cosine: the direction turns by at most about the
        angle `rate`, the length changes by the step's radial part."""
        s = self.state
        s["age"] += 1
        angle = (s["rate"] * 0.5 * (1 + torch.cos(math.pi * ((s["age"] - 1) / s["life"]).clamp(max=1))))[:, None]
        length = s["vectors"].norm(dim=1, keepdim=True)
        gradient = gradient * length
        s["m"].lerp_(gradient, 1 - beta)
        s["v"].lerp_(gradient.square(), 1 - beta)
        correct = 1 - beta ** s["age"][:, None]
        move = angle * (s["m"] / correct) / ((s["v"] / correct).sqrt() + 1e-12) / gradient.shape[1] ** 0.5
        direction = s["vectors"] / length
        radial = (move * direction).sum(1, keepdim=True)
        turned = (1 + radial) * direction - move
        s["vectors"].copy_(length * torch.exp(-radial) * turned / turned.norm(dim=1, keepdim=True))


def start_vector(model, generator=None):
    """A random start of a memory vector: 16 times as long as an embedding."""
    width, scale = model["model.norm.weight"].shape[0], model["model.embed_tokens.weight"].detach().std().item()
    return (16 * scale * torch.randn(width, generator=generator)).to(model["model.norm.weight"].device)


def cram(model, windows, evaluations, rate, temperature, row, seed=0):
    """Crams each window into one vector, weights frozen, in float32. Returns per window: exact at any evaluation, the
    evaluation at which it first was, the best number of correct tokens, the smallest loss in nats, the first loss."""
    width, device = model["model.norm.weight"].shape[0], model["model.norm.weight"].device
    slots = Crammer([len(w) for w in windows], row, width, device)
    generator = torch.Generator().manual_seed(seed)
    for i, w in enumerate(windows):
        slots.begin(i, np.asarray(w).astype(np.int64), start_vector(model, generator), evaluations, rate)
    best = torch.full((len(windows),), math.inf, device=device)
    correct, when, first = torch.zeros_like(best), best.clone(), None
    model.requires_grad_(False)
    for e in range(evaluations):
        loss, nats, hit, slot, leaf = slots.loss(model, temperature)
        total, hits = slots.per_slot(nats, slot), slots.per_slot(hit, slot)
        first = total if first is None else first
        when = torch.where((hits == slots.lengths) & when.isinf(), torch.full_like(when, e + 1), when)
        best, correct = torch.minimum(best, total), torch.maximum(correct, hits)
        loss.sum().backward()
        slots.step(leaf.grad)
    model.requires_grad_(True)
    return dict(exact=(correct == slots.lengths).cpu(), when=when.cpu(), correct=correct.cpu(), loss=best.cpu(), first=first.cpu())


def passages(held, lengths, count, seed):
    """Seeded passages of the evaluation text: `count` of each length."""
    rng = np.random.default_rng(seed)
    return [held[i:i + n] for n in lengths for i in rng.integers(0, len(held) - n, count)]


@torch.no_grad()
def plain_loss(model, windows):
    """Nats of each window without a memory vector; the first token costs the logarithm of the vocabulary."""
    result = []
    for w in windows:
        ids = torch.as_tensor(np.asarray(w).astype(np.int64), device=model["model.norm.weight"].device)[None]
        nats = F.cross_entropy(model.logits(model(model.embed(ids)))[0, :-1].float(), ids[0, 1:], reduction="sum").item()
        result.append(nats + math.log(model["model.embed_tokens.weight"].shape[0]))
    return torch.tensor(result)


def steering(model, held, evaluations, rate, temperature, lengths=(8, 16, 24, 32), count=8):
    """The steering check: one line of text with exact counts, correct share and bits gained for each length."""
    windows = passages(held, lengths, count, 7)
    r, plain = cram(model, windows, evaluations, rate, temperature, 40), plain_loss(model, windows)
    parts = []
    for k, n in enumerate(lengths):
        s = slice(k * count, (k + 1) * count)
        gain = ((plain[s] - r["loss"][s]) / math.log(2)).mean().item()
        parts.append(f"{n}: {int(r['exact'][s].sum())}/{count} exact (median {r['when'][s].median():.0f}), {100 * r['correct'][s].mean().item() / n:.0f}% right, "
                     f"{r['loss'][s].mean().item() / n:.2f} nats left, +{gain:.0f} bits")
    return " | ".join(parts)


@torch.no_grad()
def held_out(model, held, size, rows, length=512):
    """Mean loss over windows of `length` spread evenly over the evaluation text: nats a token and bits a byte."""
    starts = np.linspace(0, len(held) - length - 1, rows).astype(int)
    nats = tokens = text = 0.0
    for s in range(0, rows, 4):
        x = torch.from_numpy(np.stack([held[i:i + length] for i in starts[s:s + 4]]).astype(np.int64)).to(model.cos.device)
        y = x[:, 1:].clone()
        x[:, 0] = 0
        logits = model.logits(model(model.embed(x))[:, :-1]).float()
        nats += F.cross_entropy(logits.transpose(1, 2), y, reduction="sum").item()
        tokens += y.numel()
        text += size[y.cpu()].sum().item()
    return nats / tokens, nats / math.log(2) / text


# ---------------------------------------------------------------------------------------------------------- export

def export(model, folder, tokenizer_file, a):
    """Writes a Hugging Face folder: Llama config, float16 weights, tokenizer."""
    from safetensors.torch import save_file
    from transformers import LlamaConfig, PreTrainedTokenizerFast
    os.makedirs(folder, exist_ok=True)
    LlamaConfig(architectures=["LlamaForCausalLM"], vocab_size=a.vocab, hidden_size=a.width, intermediate_size=a.inner,
                num_hidden_layers=a.layers, num_attention_heads=a.heads, num_key_value_heads=a.heads,
                max_position_embeddings=a.positions, tie_word_embeddings=True, bos_token_id=0, eos_token_id=0,
                pad_token_id=0, initializer_range=a.init, rms_norm_eps=1e-5, dtype="float16").save_pretrained(folder)
    save_file({n: p.detach().half().cpu().contiguous() for n, p in model.tensors().items()},
              f"{folder}/model.safetensors", metadata={"format": "pt"})
    PreTrainedTokenizerFast(tokenizer_file=tokenizer_file, bos_token=START, eos_token=START, pad_token=START).save_pretrained(folder)


# -------------------------------------------------------------------------------------------------------- training

def arguments():
    ap = argparse.ArgumentParser()
    ap.add_argument("corpus"); ap.add_argument("out")
    ap.add_argument("--minutes", type=float, default=46, help="length of the whole run; may be changed when it is continued")
    ap.add_argument("--vocab", type=int, default=4096)
    ap.add_argument("--width", type=int, default=512)
    ap.add_argument("--layers", type=int, default=3)
    ap.add_argument("--heads", type=int, default=8)
    ap.add_argument("--inner", type=int, default=1024)
    ap.add_argument("--positions", type=int, default=512)
    ap.add_argument("--init", type=float, default=0.06, help="standard deviation of the initial matrices and embeddings")
    ap.add_argument("--batch", type=int, default=4096, help="tokens of language modelling in a step")
    ap.add_argument("--length", type=int, default=256, help="tokens of a window in the first part of the run")
    ap.add_argument("--long-from", type=float, default=0.6, help="share of the run after which windows have --positions tokens")
    ap.add_argument("--cram-rows", type=int, default=24, help="rows of packed positions, two windows each; 0 turns cramming off")
    ap.add_argument("--cram-from", type=float, default=0.34, help="share of the run after which cramming joins")
    ap.add_argument("--cram-lengths", type=int, nargs=2, default=[16, 64])
    ap.add_argument("--cram-temperature", type=float, default=0.5)
    ap.add_argument("--cram-weight", type=float, default=0.5, help="weight of the cramming loss beside the language modelling loss")
    ap.add_argument("--cram-train", type=float, default=0.2, help="share of the rows whose visit trains the weights, too")
    ap.add_argument("--life", type=int, nargs=2, default=[25, 60], help="visits after which a window retires that is not exact, drawn evenly")
    ap.add_argument("--memory-rate", type=float, nargs=2, default=[0.2, 0.5], help="largest angle of a memory vector's step, drawn log-evenly")
    ap.add_argument("--muon-rate", type=float, default=0.02)
    ap.add_argument("--adam-rate", type=float, default=3e-3)
    ap.add_argument("--hold", type=float, default=0.45, help="share of the run after which the rates fall linearly to zero")
    ap.add_argument("--check-minutes", type=float, default=15)
    ap.add_argument("--check", type=float, nargs=3, default=[150, 0.4, 0.25], help="evaluations, angle and temperature of the steering check")
    ap.add_argument("--threads", type=int, default=0)
    ap.add_argument("--seed", type=int, default=1)
    return ap.parse_args()


def main():
    a = arguments()
    os.makedirs(a.out, exist_ok=True)
    torch.manual_seed(a.seed)
    if a.threads:
        torch.set_num_threads(a.threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    train, held, tokenizer_file = load_corpus(a.corpus, a.out, a.vocab)
    size = token_bytes(tokenizer_file)
    model = Llama(a.vocab, a.width, a.layers, a.heads, a.inner, a.init, a.positions).to(device)
    named = model.tensors()
    matrices = [p for n, p in named.items() if p.ndim == 2 and "embed" not in n]
    adam = torch.optim.AdamW([p for n, p in named.items() if p.ndim == 1 or "embed" in n], lr=a.adam_rate, betas=(0.9, 0.95), weight_decay=0.0)
    momentum = [torch.zeros_like(p) for p in matrices]

    low, high = a.cram_lengths
    lengths = [n for r in range(a.cram_rows) for n in (low + r % (high - low + 1), high - r % (high - low + 1))]
    pool = Crammer(lengths, low + high, a.width, device) if a.cram_rows else None
    step, spent, tokens, crammed, retired = 0, 0.0, 0, 0, []  # retired: (length, exact) of the latest windows
    state_file = f"{a.out}/state.pt"
    if os.path.exists(state_file):
        s = torch.load(state_file, map_location=device, weights_only=False)
        model.load_state_dict(s["model"]); adam.load_state_dict(s["adam"]); momentum = s["momentum"]
        step, spent, tokens, crammed, retired = s["step"], s["spent"], s["tokens"], s["crammed"], s["retired"]
        if pool and s["pool"] and s["pool"]["age"].shape == pool.age.shape:  # else other windows: begin anew
            pool.state = s["pool"]
    log_file = open(f"{a.out}/log.txt", "a", buffering=1)

    def clock():
        """Seconds of computing: on a CPU those of the processor, so that other work beside the run does not count."""
        return time.process_time() / torch.get_num_threads() if device == "cpu" else time.time()

    def log(text):
        print(text, flush=True); print(text, file=log_file)

    def save():
        torch.save(dict(model=model.state_dict(), adam=adam.state_dict(), momentum=momentum, pool=pool and pool.state, step=step,
                        spent=spent, tokens=tokens, crammed=crammed, retired=retired), state_file + ".tmp")
        os.replace(state_file + ".tmp", state_file)

    def checkpoint(final=False):
        save()
        export(model, f"{a.out}/export", tokenizer_file, a)
        nats, bits = held_out(model, held, size, 96 if final else 16)
        log(f"check at step {step}, {spent / 60:.1f} min, {tokens:,} + {crammed:,} tokens: held-out {nats:.3f} nats a token, {bits:.3f} bits a byte; "
            f"crammed ({int(a.check[0])} evaluations, angle {a.check[1]}, temperature {a.check[2]}) {steering(model, held, int(a.check[0]), *a.check[1:])}")

    log(f"{sum(p.numel() for p in model.parameters()):,} parameters, {len(train):,} training tokens, {device}, step {step}; {vars(a)}")
    budget, checked, last = a.minutes * 60, spent, clock()
    order = np.random.default_rng(a.seed).permutation(len(train) // a.positions - 1) * a.positions
    while spent < budget:
        done = spent / budget
        rate = min(1.0, (done + 1e-3) / 0.02) * min(1.0, (1 - done) / (1 - a.hold))
        rng = np.random.default_rng([a.seed, step])

        length = a.positions if done >= a.long_from else a.length
        rows = max(1, a.batch // length)
        starts = order[np.arange(tokens // length, tokens // length + rows) % len(order)] + rng.integers(0, a.positions // 2)
        x = torch.from_numpy(np.stack([train[i:i + length] for i in starts]).astype(np.int64)).to(device)
        y = x[:, 1:].clone()
        x[:, 0] = 0
        with torch.autocast(device, dtype=torch.bfloat16):
            logits = model.logits(model(model.embed(x))[:, :-1]).float()
        loss = F.cross_entropy(logits.reshape(-1, a.vocab), y.reshape(-1))
        loss.backward()
        tokens += x.numel()

        cram_loss = math.nan
        if pool and done >= a.cram_from:
            started = bool((pool.life > 1).any())
            for slot in torch.nonzero(pool.age >= pool.life).flatten().tolist() if started else range(len(lengths)):
                at = rng.integers(0, len(train) - high)
                pool.begin(slot, train[at:at + lengths[slot]].astype(np.int64), start_vector(model),
                           rng.integers(a.life[0], a.life[1] + 1), math.exp(rng.uniform(*map(math.log, a.memory_rate))))
                if not started:  # at the start the slots stand at different points of their lives
                    pool.state["age"][slot] = rng.integers(0, a.life[0])
            # Few visits of a window train the weights, or they would learn the windows by heart; all move the vectors.
            mix = rng.permutation(pool.owner.shape[0])
            trained = round(a.cram_train * len(mix))
            hits, gradient = torch.zeros(len(lengths), device=device), torch.zeros_like(pool.vectors)
            for part, weights in ((mix[:trained], True), (mix[trained:], False)):
                if len(part):
                    model.requires_grad_(weights)
                    with torch.autocast(device, dtype=torch.bfloat16):
                        loss_, nats, hit, slot, leaf = pool.loss(model, a.cram_temperature, torch.from_numpy(part).to(device))
                    (a.cram_weight * loss_.mean()).backward()
                    gradient += leaf.grad * len(loss_)
                    hits += pool.per_slot(hit, slot)
                    if weights:
                        cram_loss = nats.mean().item()
                        crammed += len(nats)
            model.requires_grad_(True)
            pool.step(gradient)
            exact = hits == pool.lengths
            pool.state["life"][exact] = 0  # an exact window has taught what it can
            for slot in torch.nonzero(pool.age >= pool.life).flatten().tolist():
                retired.append((lengths[slot], bool(exact[slot])))
            retired = retired[-400:]

        for g in adam.param_groups:
            g["lr"] = a.adam_rate * rate
        adam.step()
        with torch.no_grad():
            for p, m in zip(matrices, momentum):
                m.mul_(0.95).add_(p.grad)
                p.mul_(1 - 1e-3 * rate).add_(orthogonal(p.grad + 0.95 * m), alpha=-a.muon_rate * rate * max(1, p.shape[0] / p.shape[1]) ** 0.5)
        model.zero_grad(set_to_none=True)
        step += 1
        spent, last = spent + clock() - last, clock()
        if step % 25 == 0:
            share = lambda lo, hi: (lambda e: f"{100 * sum(e) / max(1, len(e)):.0f}%")([ok for n, ok in retired if lo <= n <= hi])
            log(f"step {step} {spent / 60:.2f} min, loss {loss.item():.3f}, cram loss {cram_loss:.3f}, rate {rate:.2f}, "
                f"retired exact {share(1, 12)} up to 12 tokens, {share(13, 20)} up to 20, {share(21, 99)} above")
        if step % 100 == 0:
            save()
        if spent - checked >= a.check_minutes * 60 and budget - spent > 60:
            checkpoint()
            checked, last = spent, clock()
    checkpoint(final=True)


if __name__ == "__main__":
    main()
