"""Times a gradient step of this library and one of PyTorch eager, which take turns in one run.

    mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/test.cp -pl cram-djl -am
    OMP_WAIT_POLICY=passive python3 cram-examples/research/step-check/check_step.py MODEL ... \
        --class-path cram-djl/target/test-classes:cram-djl/target/classes:$(cat cram-djl/target/test.cp)

MODEL is a GGUF file or a folder. Needs PyTorch 2.7.1, transformers, accelerate and gguf. Ends with exit code 1 if loss or
gradient differ.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import torch
from torch.nn.functional import cross_entropy
from torch.utils.flop_counter import FlopCounterMode
from transformers import AutoModelForCausalLM

LOSS_LIMIT = {"float32": 1e-4, "bfloat16": 0.05}
GRADIENT_LIMIT = {"float32": 1e-3, "bfloat16": 0.1}


class Library:
    """StepFigures of cram-djl's tests, in a process of its own."""

    def __init__(self, class_path, model, precision, threads):
        command = ["java", "-cp", class_path, "dev.cram.djl.StepFigures", str(model), precision, str(threads)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

    def ask(self, question):
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Eager:
    """Hugging Face's own model."""

    def __init__(self, model, precision):
        kinds = dict(dtype=getattr(torch, precision))
        if model.is_dir():
            self.model = AutoModelForCausalLM.from_pretrained(model, **kinds)
        else:
            self.model = AutoModelForCausalLM.from_pretrained(model.parent, gguf_file=model.name, **kinds)
        self.model.eval().requires_grad_(False)
        self.embed = self.model.get_input_embeddings()

    def step(self, ids, vector):
        """Loss and gradient; the logits at the vector predict the first token."""
        given = vector.clone().requires_grad_(True)
        inputs = torch.cat([given.to(self.model.dtype), self.embed(ids[:-1])])[None]
        logits = self.model(inputs_embeds=inputs, use_cache=False).logits[0].float()
        loss = cross_entropy(logits, ids)
        loss.backward()
        return loss.item(), given.grad


def check(found, expected, precision):
    loss, gradient = expected
    far = abs(found["loss"] - loss)
    turned = (torch.tensor(found["gradient"]) - gradient[0]).abs().max() / gradient.abs().max()
    print(f"    loss differs by {far:.1e}, gradient by {turned:.1e} of its largest")
    return far <= LOSS_LIMIT[precision] and turned <= GRADIENT_LIMIT[precision]


def measure(library, eager, lengths, rounds, precision):
    """By length: milliseconds here, milliseconds of eager, and operations of its products; and the rate."""
    generator = torch.Generator().manual_seed(1)
    weight = eager.embed.weight
    texts, flops, alike = [], [], True
    for length in lengths:
        ids = torch.randint(weight.size(0), [length], generator=generator)
        vector = torch.randn([1, weight.size(1)], generator=generator) * weight.float().std()
        with FlopCounterMode(display=False) as counter:
            expected = eager.step(ids, vector)
        texts.append((ids, vector))
        flops.append(counter.get_total_flops())
        question = dict(ids=ids.tolist(), vector=vector[0].tolist())
        alike &= check(library.ask(json.dumps(question)), expected, precision)
    ours, theirs, rates = [[] for _ in texts], [[] for _ in texts], []
    for _ in range(rounds):
        rates.append(library.ask("rate"))
        for i, text in enumerate(texts):
            ours[i].append(library.ask(f"step {i}"))
            began = time.perf_counter()
            eager.step(*text)
            theirs[i].append(1e3 * (time.perf_counter() - began))
    rate = statistics.median(rates)
    for i, length in enumerate(lengths):
        here, there = statistics.median(ours[i]), statistics.median(theirs[i])
        ratio = statistics.median(a / b for a, b in zip(ours[i], theirs[i]))
        share, least = (flops[i] / rate / (1e-3 * took) for took in (here, there))
        print(
            f"    {length} tokens: {here:.1f} ms, eager {there:.1f} ms, ratio {ratio:.2f}; fastest {min(ours[i]):.1f} and"
            f" {min(theirs[i]):.1f} ms; {share:.0%} of the machine's matrix rate ({rate / 1e9:.0f} GFLOP/s), eager {least:.0%}",
            flush=True,
        )
    return alike


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--class-path", required=True)
    parser.add_argument("--precision", default="float32")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--lengths", type=int, nargs="+", default=[12, 64])
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    alike = True
    for model in arguments.models:
        print(f"{model.name}, {arguments.precision}, {arguments.threads} threads", flush=True)
        library = Library(arguments.class_path, model, arguments.precision, arguments.threads)
        eager = Eager(model, arguments.precision)
        alike &= measure(library, eager, arguments.lengths, arguments.rounds, arguments.precision)
        library.close()
    sys.exit(0 if alike else 1)


if __name__ == "__main__":
    main()
