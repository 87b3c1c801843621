"""Kills executors of the Spark job at random moments until that was done often enough, and compares its rows with those of a job that
was left alone. Needs pyspark 4.1, pyarrow and psutil; build the job first: mvn package -DskipTests -pl cram-examples/spark -am"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pyarrow.parquet
import pyspark

SPARK = Path(__file__).resolve().parents[2] / "spark" / "target"
TEXTS, PARTITIONS = 96, 12


def command(master, conf, lines, out):
    jars = ",".join(str(jar) for jar in sorted((SPARK / "jars").glob("*.jar")))
    options = [word for key, value in conf.items() for word in ("--conf", f"{key}={value}")]
    return [str(Path(pyspark.__file__).parent / "bin" / "spark-submit"), "--master", master, *options, "--jars", jars, "--class",
            "dev.cram.spark.CramJob", str(SPARK / "cram-spark.jar"), "cram", str(lines), str(out), "--partitions", str(PARTITIONS)]


def start(words, log):
    environment = dict(os.environ, SPARK_LOCAL_IP="127.0.0.1", OMP_WAIT_POLICY="passive",
                       SPARK_HOME=str(Path(pyspark.__file__).parent), SPARK_SCALA_VERSION="2.13")
    return subprocess.Popen(words, stdout=log, stderr=log, env=environment)


def executors(job):
    found = []
    for process in psutil.Process(job.pid).children(recursive=True):
        try:
            if "CoarseGrainedExecutorBackend" in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            pass
    return found


def rows(folder):
    table = pyarrow.parquet.read_table(folder).drop(["seconds"])
    return sorted(table.to_pylist(), key=lambda row: row["id"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path, help="a text file; its beginning is taken")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    words = args.text.read_text()[9_000:].split()
    draw = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as folder, open(Path(folder) / "log", "w+") as log:
        folder = Path(folder)
        lines = folder / "lines.jsonl"
        lines.write_text("".join(json.dumps({"id": f"{i:03d}", "text": " ".join(words[12 * i : 12 * i + 12])}) + "\n"
                                 for i in range(TEXTS)))
        # One core an executor, as in the cluster: last bits depend on the number of threads.
        one = {"spark.executor.cores": 1}
        if start(command("local[2]", one, lines, folder / "alone"), log).wait() != 0:
            sys.exit(f"the job fails: {(folder / 'log').read_text()[-2000:]}")
        conf = dict(one, **{"spark.task.maxFailures": 1000, "spark.stage.maxConsecutiveAttempts": 1000,
                            "spark.deploy.maxExecutorRetries": -1, "spark.executor.memory": "1g"})
        job = start(command("local-cluster[2,1,1024]", conf, lines, folder / "killed"), log)
        done = 0
        while job.poll() is None:
            time.sleep(draw.uniform(0, 14))
            there = executors(job) if job.poll() is None else []
            if there and done < args.kills:
                draw.choice(there).kill()
                done += 1
        if job.returncode != 0:
            sys.exit(f"the job fails: {(folder / 'log').read_text()[-4000:]}")
        alone, killed = rows(folder / "alone"), rows(folder / "killed")
        left = [f.name for f in (folder / "killed").iterdir() if f.suffix != ".parquet" and f.name != "_SUCCESS"
                and not f.name.endswith(".crc")]
        print(f"{len(alone)} rows, executors killed {done} times: {'the same' if alone == killed else 'OTHER'} rows, "
              f"{'nothing' if not left else ', '.join(left)} left")
        sys.exit(0 if alone == killed and not left else 1)


if __name__ == "__main__":
    main()
