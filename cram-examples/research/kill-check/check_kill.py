"""Kills `cram compress` and `cram corpus` at random moments until they were killed often enough, lets them end, and compares what
they wrote with what a run that was left alone writes. Needs Python with pyarrow."""

import argparse
import hashlib
import json
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CRAM = ROOT / "cram-examples" / "cram"
CHUNK, PARTS = 24, 3
ENTRY = struct.Struct("<qiiiii32s")


def components(cram):
    """The vectors of the bytes of a .cram file, and what its report says but for the time that was spent."""
    length = struct.unpack_from("<i", cram, 12)[0]
    header = json.loads(cram[16 : 16 + length])
    header.get("report", {}).pop("seconds", None)
    return json.dumps(header, sort_keys=True), cram[16 + length : -32]


def segments(data):
    """Those of all segments of the bytes of a .crams file."""
    begin, count = struct.unpack_from("<qq", data, len(data) - 48)
    found = []
    for i in range(count):
        offset, size, characters, tokens, vectors, exact, digest = ENTRY.unpack_from(data, begin + i * ENTRY.size)
        cram = data[offset : offset + size]
        assert hashlib.sha256(cram).digest() == digest, f"segment {i} is damaged"
        found.append((characters, tokens, vectors, exact) + components(cram))
    return found


def rows(folder):
    """All rows of a corpus run, but for the time that was spent; what else is there counts too."""
    import pyarrow.parquet

    found = []
    for part in sorted(folder.iterdir()):
        if part.suffix == ".parquet":
            found += pyarrow.parquet.read_table(part).drop(["seconds"]).to_pylist()
        else:
            found.append((part.name, part.read_bytes()))
    return found


def contents(file):
    if file.is_dir():
        return rows(file)
    data = file.read_bytes()
    return segments(data) if file.suffix == ".crams" else components(data)


def start(command, log):
    return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)


def run(command, log):
    began = time.monotonic()
    process = start(command, log)
    process.wait()
    if process.returncode != 0:
        sys.exit(f"{command} ended with {process.returncode}: see {log.name}")
    return time.monotonic() - began


def is_done(out):
    """Whether a run has ended: a corpus run tells only by its last part."""
    return out.is_dir() and len(list(out.glob("*.parquet"))) == PARTS or out.is_file()


def check(name, text, suffix, options, kills, seed):
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "log", "w+") as log:
        folder = Path(folder)
        (folder / "text.txt").write_text(text)
        alone, killed = folder / f"alone{suffix}", folder / f"killed{suffix}"

        def command(out):
            return [str(CRAM), *options, str(out), str(folder / "text.txt")]

        seconds = run(command(alone), log)
        draw = random.Random(seed)
        done = 0
        while done < kills and not is_done(killed):
            process = start(command(killed), log)
            try:
                process.wait(draw.uniform(0, 2 + 2.5 * seconds / kills))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                done += 1
        if not is_done(killed):
            run(command(killed), log)
        same = contents(alone) == contents(killed)
        left = sorted(f.name for f in folder.iterdir() if f.name not in ("text.txt", "log", alone.name, killed.name))
        print(f"{name}: {seconds:.0f} s alone, killed {done} times, {'the same' if same else 'OTHER'} vectors, "
              f"{'nothing' if not left else ', '.join(left)} left")
        return same and not left


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path, help="a text file; its beginning is taken")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    text = args.text.read_text()
    subprocess.run([str(CRAM), "--version"], check=True)
    one = " ".join(text[5_000:5_200].split())
    fine = check("one search", one, ".cram", ["compress", "-o"], args.kills, args.seed)
    fine &= check("segments", text[5_000:7_000], ".crams", ["compress", "--segments", "-o"], args.kills, args.seed)
    words = text[7_000:].split()
    lines = "\n".join(" ".join(words[12 * i : 12 * i + 12]) for i in range(PARTS * CHUNK))
    fine &= check("corpus", lines, "", ["corpus", "--lines", f"--chunk={CHUNK}", "--out"], args.kills, args.seed)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
