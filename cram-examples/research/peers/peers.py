"""Progressive Cramming by its authors' own trainer, on the texts and the budget of `cram bench --horizon`.

    python peers.py CHECKOUT MODEL BENCH.json RESULTS.jsonl [--rates 0.5,0.1,1] [--temperature 0.25] [--steps 2200]
                    [--init random0.02] [--texts 0,1,2,3,4] [--threads 2]

CHECKOUT is a clone of their research code, MODEL a folder that transformers opens, BENCH.json what the benchmark wrote with
--json: it has the texts. RESULTS.jsonl keeps every text that is done, and is continued. Evaluations are counted as
dev.cram.model.Demand does: a forward pass over m of L tokens costs m / 2L, and so does a backward pass.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKPOINTS = (50, 100, 200, 400, 600, 800, 1000)


class Spent(Exception):
    """The budget is spent."""


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("results", type=Path)
    parser.add_argument("--rates", default="0.5,0.1,1")
    parser.add_argument("--temperature", type=float, default=0.25)
    parser.add_argument("--steps", type=int, default=2200, help="their largest number of steps, which the cosine spans")
    parser.add_argument("--init", default="random0.02")
    parser.add_argument("--texts", default="0,1,2,3,4")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


def counting(trainer, tokens, budget):
    """Their trainer, which counts, keeps the longest prefix it has made exact, and stops when the budget is spent."""

    class Counting(trainer):
        evaluations, length, exact = 0.0, 0, ()

        def forward_and_compute_loss(self, model, input_ids, *others, **named):
            if self.evaluations >= budget:
                raise Spent
            answer = super().forward_and_compute_loss(model, input_ids, *others, **named)
            self.length = input_ids.shape[1]
            self.evaluations += 0.5 * self.length / tokens
            if float(answer[2][0]) == 1:
                self.exact += ((round(self.evaluations, 2), self.length),)
            return answer

        def _step_per_sample_optimizers(self, *state):
            self.evaluations += 0.5 * self.length / tokens
            super()._step_per_sample_optimizers(*state)

        def _collect_stage_rows(self, *state):
            return []

    return Counting


def collate(rows):
    import torch
    from transformers import BatchEncoding

    return BatchEncoding({name: torch.stack([row[name] for row in rows]) for name in rows[0]})


def run(options, rate, ids, budget, model, tokenizer):
    from compression_horizon.train.arguments import MyTrainingArguments
    from compression_horizon.train.trainers.progressive_cramming import ProgressiveCrammingTrainer
    from datasets import Dataset

    with tempfile.TemporaryDirectory() as out:
        args = MyTrainingArguments(
            output_dir=out, progressive_train=True, max_sequence_length=len(ids), loss_type="cross_entropy",
            embedding_init_method=options.init, learning_rate=rate, warmup_steps=100, lr_scheduler_kwargs={"min_lr": 1e-3},
            ce_temperature=options.temperature, max_optimization_steps_per_sample=options.steps, dtype="float32",
            report_to=[])
        args.logging_dir = None
        texts = Dataset.from_dict({"input_ids": [ids], "attention_mask": [[1] * len(ids)]}).with_format("torch")
        trainer = counting(ProgressiveCrammingTrainer, len(ids), budget)(
            model, processing_class=tokenizer, args=args, train_dataset=texts, data_collator=collate)
        began = time.monotonic()
        try:
            trainer.train()
        except Spent:
            pass
        return dict(evaluations=trainer.evaluations, seconds=time.monotonic() - began, exact=trainer.exact)


def held(done, evaluations):
    return max((tokens for at, tokens in done["exact"] if at <= evaluations), default=0)


def main():
    options = arguments()
    os.environ.setdefault("TQDM_DISABLE", "1")
    sys.path.insert(0, str(options.checkout / "src"))
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    torch.set_num_threads(options.threads)
    bench = json.loads(options.bench.read_text())
    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32, attn_implementation="sdpa").eval()
    texts = [tokenizer(text, add_special_tokens=False)["input_ids"] for text in bench["drawn"]]
    if any(len(ids) != bench["tokens"] for ids in texts):
        raise SystemExit("the folder's tokenizer splits the texts otherwise than the benchmark did")
    commit = subprocess.run(["git", "-C", options.checkout, "rev-parse", "HEAD"], capture_output=True, text=True, check=True)
    print(f"their commit {commit.stdout.strip()}, PyTorch {torch.__version__}, {options.threads} threads", flush=True)
    known = {}
    if options.results.exists():
        for line in options.results.read_text().splitlines():
            known[json.dumps(json.loads(line)["of"])] = json.loads(line)

    print("rate  " + "".join(f"{'at ' + str(at):>9}" for at in CHECKPOINTS) + "  s/evaluation  tokens of each text", flush=True)
    for rate in map(float, options.rates.split(",")):
        done = []
        for i in map(int, options.texts.split(",")):
            of = dict(rate=rate, text=i, budget=bench["budget"], steps=options.steps, temperature=options.temperature,
                      init=options.init, commit=commit.stdout.strip())
            if json.dumps(of) not in known:
                one = dict(of=of, **run(options, rate, texts[i], bench["budget"], model, tokenizer))
                known[json.dumps(of)] = one
                with options.results.open("a") as file:
                    file.write(json.dumps(one) + "\n")
            done.append(known[json.dumps(of)])
        means = [statistics.mean(held(one, at) for one in done) for at in CHECKPOINTS]
        pace = sum(one["seconds"] for one in done) / sum(one["evaluations"] for one in done)
        print(f"{rate:<6g}" + "".join(f"{mean:9.1f}" for mean in means) + f"{pace:14.4f}  "
              + " ".join(str(held(one, bench["budget"])) for one in done), flush=True)


if __name__ == "__main__":
    main()
