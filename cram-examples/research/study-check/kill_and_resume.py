"""Kills a study at random moments, continues it until it is done, and compares its report with one that was left alone.

    python3 kill_and_resume.py FOLDER KILLS STUDY_ARGUMENTS...

FOLDER gets the two reports. Only the runs with their times of day, and the folder's name, may differ.
"""

import json
import os
import random
import re
import signal
import subprocess
import sys
import time

# What tells the runs, in the page and in the report.
RUNS = re.compile(r'(?s)<table id="table-runs">.*?</table>|"runs": \[.*?\n  \]')

CRAM = os.path.join(os.path.dirname(__file__), "..", "..", "cram")


def start(out, arguments):
    return subprocess.Popen([CRAM, "study", *arguments, "--out", out], stdout=subprocess.DEVNULL, start_new_session=True)


def observations(folder):
    """All that was measured, bar the times."""
    with open(os.path.join(folder, "results.jsonl"), encoding="utf-8") as lines:
        found = [observation for observation in map(json.loads, lines) if observation["kind"] != "run"]
    for observation in found:
        observation.pop("seconds", None)
    return found


def files(folder):
    found = {}
    for name in sorted(os.listdir(folder)):
        if name != "results.jsonl":
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                found[name] = RUNS.sub("", file.read().replace(folder, "FOLDER"))
    return found


def main(folder, kills, arguments):
    alone, killed = os.path.join(folder, "alone"), os.path.join(folder, "killed")
    os.makedirs(folder, exist_ok=True)
    began = time.monotonic()
    if start(alone, arguments).wait() != 0:
        return 1
    whole = time.monotonic() - began
    random.seed(1)
    count = 0
    while count < kills:
        study = start(killed, arguments)
        try:
            # Early enough that the study is hardly done before the last kill.
            study.wait(timeout=2 + random.random() * 1.6 * whole / kills)
            print("done before the last kill")
            break
        except subprocess.TimeoutExpired:
            os.killpg(study.pid, signal.SIGKILL)
            study.wait()
            count += 1
            path = os.path.join(killed, "results.jsonl")
            print(f"kill {count}: {len(open(path, 'rb').read().splitlines()) if os.path.exists(path) else 0} lines")
    if start(killed, arguments).wait() != 0:
        return 1
    same_results = observations(alone) == observations(killed)
    same_files = files(alone) == files(killed)
    print(f"{count} kills; same observations: {same_results}; same {len(files(alone))} files: {same_files}")
    return 0 if same_results and same_files else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
