"""Times how long transformers takes to open a folder, imports excluded: seconds of a few openings, wall and CPU.

    python cram-djl/src/test/python/time_open.py path/to/SmolLM2-135M
"""

import sys
import time

import torch  # noqa: F401  (an import to be excluded)
from transformers import AutoModelForCausalLM, AutoTokenizer

for _ in range(5):
    wall, cpu = time.perf_counter(), time.process_time()
    model = AutoModelForCausalLM.from_pretrained(sys.argv[1], dtype=torch.float32)
    model_wall, model_cpu = time.perf_counter() - wall, time.process_time() - cpu
    tokenizer = AutoTokenizer.from_pretrained(sys.argv[1])
    total = sum(parameter.sum().item() for parameter in model.parameters())  # the weights are there
    print(
        f"model {model_wall:.2f} s (CPU {model_cpu:.2f} s), with tokenizer and each weight touched "
        f"{time.perf_counter() - wall:.2f} s (CPU {time.process_time() - cpu:.2f} s), sum {total:.1f}",
        flush=True,
    )
