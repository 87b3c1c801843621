#!/usr/bin/env python3
"""Proves and measures the programs that cram packs, where there is PyTorch (2.7 to 2.11) but no Java and no network.

    python3 check.py BUNDLE [--out result.json]        on the first GPU, in two minutes
    python3 check.py BUNDLE --dry-run                  on the CPU, small shapes, under a minute

BUNDLE is the folder that `bundle` beside this file makes with Java. The result is one JSON file; the exit code is 0 if
every check passed, else 1. Only PyTorch is needed; the speed of Hugging Face's own model is measured if transformers is
there, else the result says that it is not.
"""
import argparse
import gc
import json
import math
import pathlib
import statistics
import sys
import time
import warnings

import torch
from torch.utils._python_dispatch import TorchDispatchMode

CODES = {"float32": 6, "bfloat16": 15, "float16": 5}
DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
STORED = {"F32": torch.float32, "F16": torch.float16, "BF16": torch.bfloat16, "I64": torch.int64}
PIECE = 1 << 22
FIRST_EXPONENT = 4


def read_safetensors(path):
    data = path.read_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    tensors = {}
    for name, entry in json.loads(data[8:start]).items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            flat = torch.frombuffer(bytearray(data[start + begin:start + end]), dtype=STORED[entry["dtype"]])
            tensors[name] = flat.view(entry["shape"])
    return tensors


class Program:
    """A program of Java's packing, with its weights on a device; the calls are those of Decoder and WeightLoader."""

    def __init__(self, folder, device, precision, random=False):
        self.folder = folder
        self.manifest = json.loads((folder / "manifest.json").read_text())
        self.module = torch.jit.load(str(folder / "program.pt"), map_location=device)
        self.device = device
        stored = read_safetensors(folder / "weights.safetensors")
        places = {}
        for weight in self.manifest["weights"]:
            places.setdefault(weight["tensor"], []).append(weight)
        self.module.reserve(torch.tensor(self.manifest["places"]))
        for name, weights in places.items():
            given = weights[0]["given"]
            form = [CODES["float32" if given else precision]] + weights[0]["shape"]
            self.module.begin(torch.tensor(form, device=device))
            if name in stored:
                self.fill(stored[name])
            elif random:
                self.fill_randomly(weights[0]["shape"])
            else:
                raise SystemExit(f"{folder}: no tensor {name} in weights.safetensors")
            for weight in weights:
                part = [weight[key] for key in ("place", "slice", "blocks", "count", "index", "runs", "transposed")]
                self.module.keep(torch.tensor(part))
        self.module.finish(torch.tensor(0))

    def fill(self, tensor):
        flat = tensor.flatten()
        for begin in range(0, flat.numel(), PIECE):
            piece = flat[begin:begin + PIECE].float().to(self.device)
            self.module.fill(piece, torch.tensor(begin))

    def fill_randomly(self, shape):
        source = self.module.source
        if len(shape) == 1:
            source.fill_(1)
        else:
            source.normal_(0, 0.02)

    def ids(self, texts):
        longest = max(map(len, texts))
        return torch.tensor([text + [0] * (longest - len(text)) for text in texts], device=self.device)

    def plan(self, texts):
        rows, longest = len(texts), max(map(len, texts))
        line = [row * longest + i for row in range(rows) for i in range(len(texts[row]))]
        return torch.tensor([longest, FIRST_EXPONENT] + list(range(rows)) + line)

    def line(self, texts):
        tokens = sum(map(len, texts))
        return torch.tensor([[1.0] * tokens, [0.0] * tokens, [1 / len(text) for text in texts for _ in text]])

    def answer(self, vectors, texts, ids=None):
        ids = self.ids(texts) if ids is None else ids
        return self.module.gradient(vectors, ids, self.plan(texts), self.line(texts))

    def gradient(self, vectors, texts, ids=None):
        """Per row: mean cross-entropy, smallest margin, gradient."""
        answer = self.answer(vectors, texts, ids)
        lengths = [len(text) for text in texts]
        tokens = sum(lengths)
        entropy, margins, _ = answer[:3 * tokens].view(3, tokens).split(1)
        loss = torch.stack([part.mean() for part in entropy[0].split(lengths)])
        margin = torch.stack([part.min() for part in margins[0].split(lengths)])
        return loss, margin, answer[3 * tokens:].view_as(vectors)

    def recorded(self, vectors, texts):
        """A step of some rows, recorded once as a CUDA graph, which starts all its kernels at once: as Java does."""
        plan, line = self.plan(texts), self.line(texts)
        there = self.module.placed(vectors, self.ids(texts), plan, line)
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            self.module.step(*there, plan, line)
        torch.cuda.current_stream().wait_stream(side)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, stream=side):
            answer = self.module.step(*there, plan, line)

        def step():
            self.module.renew(there[0], there[3], vectors, line)
            graph.replay()
            return answer.cpu()

        return step

    def greedy(self, vectors, count):
        return self.module.greedy(vectors, torch.tensor(count))


class Report:
    def __init__(self):
        self.checks = []
        self.figures = {}

    def check(self, name, value, limit, passed=None):
        value = float(value)
        passed = bool(value <= limit if passed is None else passed)
        self.checks.append({"name": name, "value": value if math.isfinite(value) else None, "limit": limit,
                            "passed": passed})
        print(f"{'ok  ' if passed else 'FAIL'} {name}: {value:.6g} (limit {limit:.6g})", flush=True)

    def figure(self, name, value):
        self.figures[name] = value
        print(f"     {name}: {value}", flush=True)


def difference(found, expected):
    """The largest difference, over the largest value."""
    return ((found - expected).abs().max() / expected.abs().max()).item()


def check_golden(report, folder, device):
    name = folder.name
    golden = read_safetensors(folder / "golden.safetensors")
    memory, texts = golden["memory"], golden["input_ids"].tolist()
    program = Program(folder, device, "float32")
    loss, _, gradient = program.gradient(memory, texts)
    report.check(f"{name}: loss against transformers", (loss - golden["loss"]).abs().max(), 1e-4)
    report.check(f"{name}: gradient against transformers", difference(gradient, golden["memory_grad"]), 1e-3)
    tokens = program.greedy(memory, golden["greedy"].shape[1])
    report.check(f"{name}: wrong greedy tokens", (tokens != golden["greedy"]).sum(), 0)
    if device.type != "cpu":
        there = Program(folder, torch.device("cpu"), "float32").gradient(memory, texts)
        report.check(f"{name}: loss against the CPU", (loss - there[0]).abs().max(), 1e-4)
        report.check(f"{name}: gradient against the CPU", difference(gradient, there[2]), 1e-3)
    half, _, slope = Program(folder, device, "bfloat16").gradient(memory, texts)
    report.check(f"{name}: bfloat16 loss, relative", ((half - loss) / loss).abs().max(), 0.02)
    cosine = torch.cosine_similarity(slope.flatten(), gradient.flatten(), 0)
    report.check(f"{name}: bfloat16 gradient, 1 - cosine", 1 - cosine, 0.1)
    if is_mixture(folder):
        report.figure(f"{name}: values read before the answer", "rows of each expert, once a layer")
    else:
        if device.type == "cuda":
            other = (program.recorded(memory, texts)() - program.answer(memory, texts)).abs().max()
            report.check(f"{name}: recorded, unlike the step", other, 0)
        check_values(report, program, memory, texts)


def is_mixture(folder):
    """A mixture of experts must know how many rows each expert has before it goes on."""
    config = json.loads((folder / "config.json").read_text())
    return any(config.get(key) for key in ("num_local_experts", "num_experts"))


def check_values(report, program, memory, texts):
    """Without the weights' values whatever waits for the device fails, so only the answer's copy may do so."""
    meta = torch.device("meta")
    module = program.module
    module.weights = [weight.to(meta) for weight in module.weights]
    ids = program.ids(texts).to(meta)
    try:
        program.gradient(memory, texts, ids)
        message = "no copy"
    except (RuntimeError, NotImplementedError) as error:
        message = str(error)
    only = "Cannot copy out of meta tensor" in message
    report.check(f"{program.folder.name}: values read before the answer", 0 if only else 1, 0)


class FromMeta(TorchDispatchMode):
    """Makes zeros of what comes back from the device that has no values."""

    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        kwargs = kwargs or {}
        to = kwargs.get("device")
        if function is torch.ops.aten._to_copy.default and args[0].is_meta and to is not None and to.type != "meta":
            return torch.zeros(args[0].shape, dtype=kwargs.get("dtype") or args[0].dtype, device=to)
        return function(*args, **kwargs)


def check_spread(report, folder, device):
    """Layers on two devices: a second GPU or the CPU, or, on a machine without GPUs, one that works out shapes alone and refuses
    what stands on two devices."""
    name = folder.name
    golden = read_safetensors(folder / "golden.safetensors")
    memory, texts = golden["memory"], golden["input_ids"].tolist()
    other = torch.device("meta")
    if device.type != "cpu":
        other = torch.device("cuda:1" if torch.cuda.device_count() > 1 else "cpu")
    elif is_mixture(folder):
        return
    for checkpointing in (False, True):
        program = Program(folder, device, "float32")
        module = program.module
        module.checkpointing = checkpointing
        weights = module.weights
        for i in range(int(module.place(module.layers // 2)), int(module.place(module.layers))):
            weights[i] = weights[i].to(other)
        module.weights = weights
        module.parted = True
        words = f"{name}: on {device} and {other}" + (", checkpointing" if checkpointing else "")
        with FromMeta():
            try:
                loss, _, gradient = program.gradient(memory, texts)
                tokens = program.greedy(memory, golden["greedy"].shape[1])
            except (RuntimeError, NotImplementedError) as error:
                report.check(f"{words}: {str(error).strip().splitlines()[-1]}", 1, 0)
                return
        if other.type == "meta":
            report.check(f"{words}: tokens that are not there", (tokens < 0).sum(), 0)
        else:
            report.check(f"{words}: loss against transformers", (loss - golden["loss"]).abs().max(), 1e-4)
            report.check(f"{words}: gradient against transformers", difference(gradient, golden["memory_grad"]), 1e-3)
            report.check(f"{words}: wrong greedy tokens", (tokens != golden["greedy"]).sum(), 0)


def start_vectors(program, count, seed):
    generator = torch.Generator().manual_seed(seed)
    std = program.module.embedding_std(torch.tensor(0)).item()
    return torch.randn([count, 1, program.manifest["width"]], generator=generator) * std


def check_pocket(report, folder, texts, device):
    program = Program(folder, device, "float32")
    vectors = start_vectors(program, len(texts), 1)
    loss, _, gradient = program.gradient(vectors, texts)
    there = Program(folder, torch.device("cpu"), "float32")
    loss_there, _, gradient_there = there.gradient(vectors, texts)
    report.check("pocket: loss against the CPU", (loss - loss_there).abs().max(), 1e-4)
    report.check("pocket: gradient against the CPU", difference(gradient, gradient_there), 1e-3)
    # Untrained vectors may meet near ties, after which greedy decodes part: the first token is the one to compare.
    first = (program.greedy(vectors, 1) != there.greedy(vectors, 1)).sum()
    report.check("pocket: first greedy tokens unlike the CPU's", first, 0)
    half, _, _ = Program(folder, device, "bfloat16").gradient(vectors, texts)
    report.check("pocket: bfloat16 loss, relative", ((half - loss) / loss).abs().max(), 0.02)


def cram(program, texts, seed, steps):
    """AdamW at 0.5 along a cosine, all texts in one batch: which are exact, by greedy decoding; and their vectors."""
    vectors = start_vectors(program, len(texts), seed)
    mean, square = torch.zeros_like(vectors), torch.zeros_like(vectors)
    exact = [False] * len(texts)
    kept = vectors.clone()
    ids = torch.tensor(texts)
    device_ids = program.ids(texts)
    taken = 0
    while taken < steps and not all(exact):
        _, margin, gradient = program.gradient(vectors, texts, device_ids)
        candidates = [i for i in range(len(texts)) if not exact[i] and margin[i] > 0]
        if candidates:
            tokens = program.greedy(vectors[candidates], ids.shape[1])
            for row, i in enumerate(candidates):
                exact[i] = bool((tokens[row] == ids[i]).all())
                kept[i] = vectors[i]
        done = max(0.0, (taken - 10) / (steps - 10))
        factor = (taken + 1) / 11 if taken < 10 else 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done))
        taken += 1
        mean.mul_(0.9).add_(gradient, alpha=0.1)
        square.mul_(0.9).addcmul_(gradient, gradient, value=0.1)
        correction = 1 - 0.9 ** taken
        rate = 0.5 * factor
        vectors = vectors * (1 - rate * 0.01) - rate * (mean / correction) / ((square / correction).sqrt() + 1e-8)
    return exact, kept, taken


def check_cram(report, folder, texts, device, precision, steps):
    program = Program(folder, device, precision)
    left = list(range(len(texts)))
    began, rounds = time.time(), 0
    for seed in range(4):
        exact, _, taken = cram(program, [texts[i] for i in left], seed, steps)
        left = [i for i, done in zip(left, exact) if not done]
        rounds += taken
        if not left:
            break
    report.figure(f"cram, {precision}: seconds", round(time.time() - began, 2))
    report.figure(f"cram, {precision}: rounds", rounds)
    report.check(f"cram, {precision}: texts of {len(texts)} that are not exact", len(left), 0)


def measure(device, step, runs):
    """Median milliseconds of a step, and peak megabytes of the device."""
    for _ in range(3 if device.type == "cuda" else 1):
        step()
    if device.type == "cuda":
        torch.cuda.synchronize()
        torch.cuda.reset_peak_memory_stats()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        step()
        if device.type == "cuda":
            torch.cuda.synchronize()
        times.append((time.perf_counter() - began) * 1000)
    peak = torch.cuda.max_memory_allocated() / 1e6 if device.type == "cuda" else None
    return {"milliseconds": statistics.median(times), "peakMegabytes": peak}


def launches(step):
    """How many kernels a step starts, and how many milliseconds the GPU is at work for it."""
    from torch.profiler import ProfilerActivity, profile

    step()
    torch.cuda.synchronize()
    with profile(activities=[ProfilerActivity.CUDA]) as trace:
        step()
        torch.cuda.synchronize()
    kernels = [event for event in trace.events() if event.device_type == torch.autograd.DeviceType.CUDA]
    return {"kernels": len(kernels), "busyMilliseconds": sum(event.device_time for event in kernels) / 1000}


def free(device):
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()


def synchronisations(step):
    """How often PyTorch says that a step waits for the GPU."""
    step()
    torch.cuda.synchronize()
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        torch.cuda.set_sync_debug_mode("warn")
        try:
            step()
        finally:
            torch.cuda.set_sync_debug_mode("default")
    return sum("called a synchronizing" in str(warning.message) for warning in seen)


def measure_speed(report, folder, device, precision, length, runs):
    shape = f"{folder.name}, {length} tokens, {precision}"
    program = Program(folder, device, precision, random=True)
    generator = torch.Generator().manual_seed(7)
    text = torch.randint(program.manifest["vocabulary"], [length], generator=generator).tolist()
    vectors = start_vectors(program, 1, 7)
    ids = program.ids([text])
    if device.type == "cuda":
        report.check(f"{shape}: waits for the GPU in a step", synchronisations(
            lambda: program.gradient(vectors, [text], ids)), 1)
    ours = measure(device, lambda: program.gradient(vectors, [text], ids), runs)
    report.figure(f"{shape}: cram", ours)
    if device.type == "cuda":
        report.figure(f"{shape}: cram, launches", launches(lambda: program.gradient(vectors, [text], ids)))
        recorded = measure(device, program.recorded(vectors, [text]), runs)
        report.figure(f"{shape}: cram, recorded", recorded)
    program.module.checkpointing = True
    report.figure(f"{shape}: cram, checkpointing", measure(device, lambda: program.gradient(vectors, [text], ids), runs))
    del program
    free(device)
    try:
        step = hugging_face_step(folder, device, DTYPES[precision], text, vectors)
    except ImportError as error:
        report.figure(f"{shape}: Hugging Face", f"not measured: {error}")
        return
    eager = measure(device, step(False), runs)
    report.figure(f"{shape}: Hugging Face eager", eager)
    if device.type == "cuda":
        report.figure(f"{shape}: Hugging Face eager, launches", launches(step(False)))
        report.check(f"{shape}: time over eager's", ours["milliseconds"] / eager["milliseconds"], 0.8)
        report.check(f"{shape}: recorded, time over eager's", recorded["milliseconds"] / eager["milliseconds"], 0.5)
        report.check(f"{shape}: peak memory over eager's", ours["peakMegabytes"] / eager["peakMegabytes"], 1.0)
        free(device)
        try:
            compiled = step(True)
            figures = measure(device, compiled, runs)
            report.figure(f"{shape}: torch.compile", figures)
            report.figure(f"{shape}: torch.compile, launches", launches(compiled))
            report.check(f"{shape}: recorded, time over torch.compile's",
                         recorded["milliseconds"] / figures["milliseconds"], 0.9)
        except Exception as error:  # a compiler that does not run here is a finding, not the end of the check
            report.figure(f"{shape}: torch.compile", f"not measured: {type(error).__name__}: {error}"[:300])


def hugging_face_step(folder, device, dtype, text, vectors):
    from transformers import AutoConfig, AutoModelForCausalLM

    config = AutoConfig.for_model(**json.loads((folder / "config.json").read_text()))
    default = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with torch.device(device):
            model = AutoModelForCausalLM.from_config(config).eval().requires_grad_(False)
    finally:
        torch.set_default_dtype(default)
    ids = torch.tensor(text, device=device)

    def step(compiled):
        forward = torch.compile(model) if compiled else model

        def run():
            with torch.enable_grad():  # which the programs leave off
                memory = vectors.to(device).requires_grad_(True)
                embeds = torch.cat([memory.to(dtype), model.get_input_embeddings()(ids[None, :-1])], 1)
                logits = forward(inputs_embeds=embeds, use_cache=False).logits[0]
                loss = torch.nn.functional.cross_entropy(logits.float(), ids)
                return loss.item(), torch.autograd.grad(loss, memory)[0].cpu()

        return run

    return step


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bundle", type=pathlib.Path)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("result.json"))
    parser.add_argument("--dry-run", action="store_true", help="on the CPU, with small shapes")
    given = parser.parse_args()
    if not given.dry_run and not torch.cuda.is_available():
        parser.error("PyTorch sees no GPU here: check the driver with nvidia-smi, or try --dry-run")
    device = torch.device("cpu" if given.dry_run else "cuda:0")
    torch.backends.cuda.matmul.allow_tf32 = False
    began = time.time()
    report = Report()
    texts = json.loads((given.bundle / "texts.json").read_text())["texts"]
    pocket = given.bundle / "pocket"
    for folder in sorted((given.bundle / "goldens").iterdir()):
        check_golden(report, folder, device)
        check_spread(report, folder, device)
    if given.dry_run:
        texts = [text[:3] for text in texts[:2]]
    check_pocket(report, pocket, texts, device)
    check_cram(report, pocket, texts, device, "float32", 200 if given.dry_run else 1000)
    check_cram(report, pocket, texts, device, "bfloat16", 200 if given.dry_run else 1000)
    if given.dry_run:
        measure_speed(report, given.bundle / "goldens" / "llama", device, "bfloat16", 32, 2)
    else:
        measure_speed(report, given.bundle / "llama-3.2-1b", device, "bfloat16", 512, 20)
    passed = all(check["passed"] for check in report.checks)
    result = {
        "passed": passed,
        "dryRun": given.dry_run,
        "device": torch.cuda.get_device_name(0) if device.type == "cuda" else "cpu",
        "torch": torch.__version__,
        "cuda": torch.version.cuda,
        "fingerprint": json.loads((pocket / "manifest.json").read_text())["fingerprint"],
        "seconds": round(time.time() - began, 1),
        "checks": report.checks,
        "figures": report.figures,
    }
    given.out.write_text(json.dumps(result, indent=2) + "\n")
    print(f"{'passed' if passed else 'FAILED'} in {result['seconds']} s: {given.out}")
    sys.exit(0 if passed else 1)


if __name__ == "__main__":
    with torch.jit.optimized_execution(False):  # as Java does, so that the first calls do not differ from later ones
        main()
