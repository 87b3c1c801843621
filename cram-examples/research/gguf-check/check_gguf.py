"""Opens a GGUF file with this library and with transformers, and compares: token ids, loss, greedy tokens, time, memory.

    mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/test.cp -pl cram-djl -am
    python3 cram-examples/research/gguf-check/check_gguf.py MODEL.gguf TEXTS.txt.xz \
        --class-path cram-djl/target/test-classes:cram-djl/target/classes:$(cat cram-djl/target/test.cp)

Needs PyTorch, transformers, accelerate and gguf. Ends with exit code 1 if anything differs or is over its limit.
"""

import argparse
import json
import lzma
import subprocess
import sys
import time
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

SENTENCE = "It was a bright cold day in April, and the clocks were striking thirteen."
LENGTH = 64
LINES = 1000
HARD = [
    " leading space,  two spaces,   three   ",
    "tab\tand\t\ttabs\n\nline\r\nCRLF\r\n\r\n\n\n",
    "Caf\u00e9 e\u0301 n\u0303 \u1e9b\u0323 \u0130\u0131 \ufb01 \u00bd",
    "\u6771\u4eac\u90fd\u306b\u4f4f\u3080 \u4e2d\u6587\uff0c\u6d4b\u8bd5\u3002 \uc548\ub155 \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
    "\U0001f642\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7 \U00012000\u2581\u2581 \u2581",
    "<table><tr> <td>x</td> </tr></table> <0x0A> [multimodal]",
    "a" * 300 + " " * 60 + "\n" * 60 + "1234567890.5e-7",
    "\x00\x01\x7f\u0085\u00a0\u2003\u200b\ufeff\ufffd",
    "",
]


def reference(file, texts):
    """What transformers makes of the file, and how long opening it takes."""
    began = time.perf_counter()
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32).eval()
    seconds = time.perf_counter() - began
    ids = [tokenizer(text, add_special_tokens=False).input_ids for text in texts]
    start = tokenizer.bos_token_id
    with torch.no_grad():
        scored = torch.tensor([[start] + tokenizer(SENTENCE, add_special_tokens=False).input_ids])
        logits = model(scored).logits[0, :-1].double()
        nats = torch.nn.functional.cross_entropy(logits, scored[0, 1:], reduction="none")
        embed = model.get_input_embeddings()
        vectors = embed(scored)
        greedy, inputs, memory = [], vectors, None
        for _ in range(LENGTH):
            output = model(inputs_embeds=inputs, past_key_values=memory, use_cache=True, logits_to_keep=1)
            greedy.append(output.logits[0, -1].argmax().item())
            inputs, memory = embed(torch.tensor([[greedy[-1]]])), output.past_key_values
    weights = sum(parameter.numel() * parameter.element_size() for parameter in model.parameters())
    return dict(
        seconds=seconds,
        ids=ids,
        start=start,
        nats=nats.tolist(),
        greedy=greedy,
        vectors=vectors[0].tolist(),
        weights=weights,
    )


def ours(class_path, file, texts, vectors):
    question = dict(file=str(file), texts=texts, scored=SENTENCE, vectors=vectors, length=LENGTH)
    command = ["java", "-cp", class_path, "dev.cram.djl.internal.checkpoint.gguf.GgufFigures"]
    answer = subprocess.run(command, input=json.dumps(question), stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return json.loads(answer.stdout)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--class-path", required=True)
    arguments = parser.parse_args()
    with lzma.open(arguments.texts, "rt", encoding="utf-8") as lines:
        texts = [line.rstrip("\n") for line, _ in zip(lines, range(LINES))] + HARD
    file = arguments.file.resolve()
    expected = reference(file, texts)
    found = ours(arguments.class_path, file, texts, expected["vectors"])
    differing = [i for i, (a, b) in enumerate(zip(expected["ids"], found["ids"], strict=True)) if a != b]
    for i in differing[:20]:
        print(f"differs: {texts[i][:100]!r}\n  here {found['ids'][i]}\n  transformers {expected['ids'][i]}")
    lines = sum(i < len(texts) - len(HARD) for i in differing)
    mean = sum(expected["nats"]) / len(expected["nats"])
    mean_found = sum(found["nats"]) / len(found["nats"])
    worst = max(abs(a - b) for a, b in zip(expected["nats"], found["nats"], strict=True))
    equal = sum(a == b for a, b in zip(expected["greedy"], found["greedy"], strict=True))
    mib = 1 << 20
    rows = [
        ("lines of other ids", lines, lines == 0),
        ("hard texts of other ids, of which each is to be looked at", len(differing) - lines, True),
        ("start token", found["start"], found["start"] == expected["start"]),
        ("nats a token", f"{mean_found:.6f}, transformers {mean:.6f}", abs(mean - mean_found) < 1e-3),
        ("worst token in nats", f"{worst:.2e}", worst < 1e-3),
        (f"of {LENGTH} greedy tokens equal", equal, equal == LENGTH),
        (
            "seconds to open",
            f"{found['seconds']:.2f}, transformers {expected['seconds']:.2f}, ratio {found['seconds'] / expected['seconds']:.3f}",
            found["seconds"] <= 1.5 * expected["seconds"],
        ),
        (
            "MiB beyond the weights at the peak of opening",
            f"{(found['memory'] - expected['weights']) / mib:.0f} ({expected['weights'] / mib:.0f} of weights)",
            found["memory"] <= expected["weights"] + 300 * mib,
        ),
        ("MiB of objects made in opening", f"{found['heap'] / mib:.0f}", True),
    ]
    for name, value, holds in rows:
        print(f"{name}: {value}{'' if holds else '  FAILS'}")
    sys.exit(0 if all(holds for _, _, holds in rows) else 1)


main()
