"""Recomputes the tables of a study from results.jsonl alone, and compares them with the CSV files to the last digit.

    python3 check_report.py FOLDER

Needs nothing but Python. Shares no code with the library; the definitions are those of the paper.
"""

import base64
import csv
import json
import math
import os
import struct
import sys

CRITERION = 0.99


def float32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def shown(x, decimals=None):
    if decimals is None:
        return str(x)
    if x is None or not math.isfinite(x):
        return ""
    text = f"{x:.{decimals}f}"
    return text[1:] if text.startswith("-") and not text.strip("-0.") else text


def total(values):
    result = 0.0
    for value in values:
        result += value
    return result


def mean(values):
    return total(values) / len(values) if values else math.nan


def deviation(values):
    if len(values) < 2:
        return math.nan
    middle = mean(values)
    return math.sqrt(total((v - middle) * (v - middle) for v in values) / (len(values) - 1))


def error(values):
    return deviation(values) / math.sqrt(len(values)) if values else math.nan


def ratio(a, b):
    return a / b if b else math.nan


def groups(things, key):
    found = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return found


class Text:
    """A crammed text, from its tokens' scores."""

    def __init__(self, o):
        self.__dict__.update({k: o[k] for k in ("model", "source", "vectors", "tokens", "index", "exact", "evaluations", "textBytes")})
        before, after = o["plain"], o["crammed"]
        self.first = o["first"]
        correct = [m > 0 for m in after["margins"]]
        self.accuracy = sum(correct[self.first:]) / max(1, self.tokens - self.first)
        self.token_gain = sum(correct) - sum(m > 0 for m in before["margins"])
        nats_before = [float32(x) for x in before["crossEntropyNats"]]
        nats_after = [float32(x) for x in after["crossEntropyNats"]]
        self.before = total(nats_before) / math.log(2)
        self.after = total(nats_after) / math.log(2)
        self.gain = (total(nats_before) - total(nats_after)) / math.log(2)
        self.inner_nats = total(nats_before[1:]) - total(nats_after[1:])
        self.beyond = self.accuracy <= CRITERION


def gain_columns(texts):
    beyond = [t for t in texts if t.beyond]
    points = groups(sorted(texts, key=lambda t: t.tokens), lambda t: t.tokens)
    fits = [n for n, of in points.items() if mean([t.accuracy for t in of]) > CRITERION]
    exact = [n for n, of in points.items() if mean([float(t.exact) for t in of]) > CRITERION]
    return beyond, max(fits, default=0), max(exact, default=0), max(points)


def capacity(texts):
    for (model, source, vectors), of in groups(texts, lambda t: (t.model, t.source, t.vectors)).items():
        beyond, fits, exact, longest = gain_columns(of)
        yield [model, source, shown(vectors), shown(len(of)), shown(fits), shown(exact), shown(longest), shown(len(beyond))] + [
            shown(f(values), 1)
            for values in ([t.token_gain for t in beyond], [t.inner_nats for t in beyond],
                           [t.token_gain for t in of], [t.gain for t in of])
            for f in (mean, deviation)]


def lengths(texts):
    one = [t for t in texts if t.vectors == 1]
    more = [t for t in texts if t.vectors > 1]
    for part in (one, more):
        for (model, source, vectors), of in groups(part, lambda t: (t.model, t.source, t.vectors)).items():
            for tokens, these in groups(sorted(of, key=lambda t: t.tokens), lambda t: t.tokens).items():
                yield [model, source, shown(vectors), shown(tokens), shown(len(these)),
                       shown(mean([t.accuracy for t in these]), 4), shown(mean([float(t.exact) for t in these]), 3),
                       shown(mean([t.token_gain for t in these]), 1), shown(deviation([t.token_gain for t in these]), 1),
                       shown(mean([t.gain for t in these]), 1), shown(deviation([t.gain for t in these]), 1),
                       shown(mean([t.before for t in these]), 1), shown(mean([t.after for t in these]), 1),
                       shown(mean([t.evaluations for t in these]), 1)]


def cross_entropy(texts):
    for model, of in groups([t for t in texts if t.vectors == 1], lambda t: t.model).items():
        predicted = hits = 0
        for half in (0, 1):
            known = [t.gain for t in of if t.index % 2 != half and t.beyond]
            if known:
                judged = [t for t in of if t.index % 2 == half]
                predicted += len(judged)
                hits += sum((t.before < mean(known)) != t.beyond for t in judged)
        gains = [t.gain for t in of if t.beyond]
        yield [model, shown(len(of)), shown(len(gains)), shown(mean(gains), 1), shown(deviation(gains), 1),
               shown(predicted), shown(hits), shown(ratio(hits, predicted), 3),
               shown(threshold_hits(of, lambda t: t.before) / len(of), 3), shown(threshold_hits(of, lambda t: t.tokens) / len(of), 3)]


def threshold_hits(texts, value):
    found = 0
    for half in (0, 1):
        known = [t for t in texts if t.index % 2 != half]
        right = lambda some, limit: sum((value(t) < limit) != t.beyond for t in some)
        values = sorted({value(t) for t in known})
        limits = [-math.inf] + [(a + b) / 2 for a, b in zip(values, values[1:])] + [math.inf]
        limit = max(limits, key=lambda limit: (right(known, limit), -limits.index(limit)))
        found += right([t for t in texts if t.index % 2 == half], limit)
    return found


def each_text(texts):
    for t in texts:
        if t.vectors == 1:
            yield [t.model, t.source, shown(t.tokens), shown(t.index + 1), shown(t.before, 1), shown(t.after, 1),
                   shown(t.accuracy, 4), "no" if t.beyond else "yes"]


def utilization(texts, models):
    for (model, source, vectors), of in groups(texts, lambda t: (t.model, t.source, t.vectors)).items():
        bits = vectors * models[model]["width"] * 16.0
        tokens = bits / (math.log(models[model]["vocabularySize"]) / math.log(2))
        beyond = gain_columns(of)[0]
        token_gain, gain = mean([t.token_gain for t in beyond]), mean([t.gain for t in beyond])
        yield [model, source, shown(vectors), shown(tokens, 0), shown(token_gain, 1), shown(token_gain / tokens, 4),
               shown(bits, 0), shown(gain, 1), shown(gain / bits, 4)]


def sources(texts, models):
    names = {"MAIN": "main", "SEEN": "trained on", "RANDOM_WORDS": "random words"}
    for model, facts in models.items():
        roles = {s["name"]: s["role"] for s in facts["sources"]}
        by_source = groups([t for t in texts if t.vectors == 1 and t.model == model], lambda t: t.source)
        main = next(name for name, role in roles.items() if role == "MAIN")
        if main not in by_source:
            continue
        reference = gain_columns(by_source[main])[0]
        for source, of in by_source.items():
            beyond, fits, _, _ = gain_columns(of)
            token_gain, gains = [t.token_gain for t in beyond], [t.gain for t in beyond]
            main_gain, main_gains = [t.token_gain for t in reference], [t.gain for t in reference]
            spread = 0.0 if source == main else math.hypot(error(gains), error(main_gains))
            yield [model, source, names[roles[source]], shown(total(t.before for t in of) / sum(t.tokens for t in of), 2),
                   shown(fits), shown(len(beyond)), shown(mean(token_gain), 1), shown(mean(gains), 1),
                   shown(ratio(mean(token_gain), mean(main_gain)), 2), shown(ratio(mean(gains), mean(main_gains)), 2),
                   shown(mean(gains) - mean(main_gains), 1), shown(spread, 1)]


def vector(o):
    data = base64.b64decode(o["vector"])
    return struct.unpack(f"<{len(data) // 4}f", data)


def cosine(a, b):
    dot = lambda x, y: total(p * q for p, q in zip(x, y))
    return dot(a, b) / math.sqrt(dot(a, a) * dot(b, b))


def whole_lines(lines, model):
    return [l["accuracies"] for l in lines if l["model"] == model and l["accuracies"][0] == 1 and l["accuracies"][-1] == 1]


def geometry(solutions, lines):
    for model, of in groups(solutions, lambda o: o["model"]).items():
        solved = [(o["index"], vector(o)) for o in of if o["accuracy"] == 1]
        within, between = [], []
        for i, (text, a) in enumerate(solved):
            for other, b in solved[i + 1:]:
                (within if text == other else between).append(cosine(a, b))
        ways = whole_lines(lines, model)
        lowest = [min(way) for way in ways]
        yield [model, shown(len(solved)), shown(len(within)), shown(mean(within), 3), shown(deviation(within), 3),
               shown(len(between)), shown(mean(between), 3), shown(deviation(between), 3), shown(len(ways)),
               shown(mean(lowest), 3), shown(mean([way[len(way) // 2] for way in ways]), 3),
               shown(mean([float(x == 1) for x in lowest]), 3)]


def line_means(solutions, lines):
    for model in groups(solutions, lambda o: o["model"]):
        ways = whole_lines(lines, model)
        for step in range(len(ways[0]) if ways else 0):
            values = [way[step] for way in ways]
            yield [model, shown(step / (len(ways[0]) - 1), 3), shown(len(ways)), shown(mean(values), 3), shown(deviation(values), 3)]


def trajectories(ways):
    for o in ways:
        yield [o["model"], o["source"], shown(o["tokens"]), shown(o["index"] + 1), shown(o["rounds"][-1]), shown(o["explained"][0], 3),
               shown(o["explained"][1], 3) if len(o["explained"]) > 1 else "", shown(o["componentsFor99"])]


def coders(coded, texts, models):
    for (model, source), of in groups(coded, lambda o: (o["model"], o["source"])).items():
        for coder, these in groups(of, lambda o: o["coder"]).items():
            alone = [o for o in these if o["index"] >= 0]
            joined = [8 * o["codedBytes"] / o["textBytes"] for o in these if o["index"] < 0]
            yield coder_row(model, source, coder, len(alone), sum(o["textBytes"] for o in alone), sum(o["codedBytes"] for o in alone),
                            joined[0] if joined else math.nan,
                            total(o["plainBits"] for o in alone) if coder == "arithmetic coding with the model" else math.nan)
        crammed = [t for t in texts if t.vectors == 1 and t.model == model and t.source == source]
        exact = gain_columns(crammed)[2] if crammed else 0
        longest = [t for t in crammed if t.tokens == exact]
        if longest:
            yield coder_row(model, source, "one vector, float32, of the longest exact texts", len(longest),
                            sum(t.textBytes for t in longest), models[model]["width"] * 4 * len(longest), math.nan, math.nan)


def coder_row(model, source, coder, count, text_bytes, coded_bytes, joined, plain_bits):
    return [model, source, coder, shown(count), shown(text_bytes), shown(coded_bytes), shown(8 * coded_bytes / text_bytes, 3),
            shown(text_bytes / coded_bytes, 2), shown(joined, 3), shown(8 * coded_bytes / plain_bits - 1, 4)]


def bits_needed(rounded):
    for (model, bits), of in groups([o for o in rounded if o["solvedBefore"]], lambda o: (o["model"], o["bits"])).items():
        gain = mean([o["gainBits"] for o in of])
        yield [model, shown(of[0]["tokens"]), shown(bits), shown(len(of)),
               shown(mean([float(o["accuracy"] == 1) for o in of]), 3), shown(mean([float(o["exact"]) for o in of]), 3),
               shown(mean([o["accuracy"] for o in of]), 4), shown(gain, 1), shown(of[0]["storedBits"]), shown(of[0]["storedBits"] / gain, 1)]


def main(folder):
    with open(os.path.join(folder, "results.jsonl"), encoding="utf-8") as lines:
        found = groups((json.loads(line) for line in lines), lambda o: o["kind"])
    of = lambda kind: found.get(kind, [])
    models = {o["model"]: o for o in of("modelFacts")}
    texts = [Text(o) for o in of("crammed")]
    mains = {name: next(s["name"] for s in o["sources"] if s["role"] == "MAIN") for name, o in models.items()}
    tables = {
        "capacity": capacity([t for t in texts if t.vectors == 1]),
        "lengths": lengths(texts),
        "vectors": capacity([t for t in texts if t.source == mains[t.model]]),
        "cross-entropy": cross_entropy(texts),
        "texts": each_text(texts),
        "utilization": utilization(texts, models),
        "sources": sources(texts, models),
        "geometry": geometry(of("solution"), of("line")),
        "lines": line_means(of("solution"), of("line")),
        "trajectories": trajectories(of("trajectory")),
        "entropy-coders": coders(of("coded"), texts, models),
        "bits-needed": bits_needed(of("rounded")),
    }
    wrong = 0
    for name, rows in tables.items():
        with open(os.path.join(folder, name + ".csv"), encoding="utf-8", newline="") as file:
            expected = list(csv.reader(file))[1:]
        rows = list(rows)
        cells = sum(len(row) for row in expected)
        differing = [(a, b) for a, b in zip(expected, rows) if a != b]
        wrong += len(differing) + abs(len(expected) - len(rows))
        print(f"{name}: {len(expected)} rows, {cells} cells, {len(differing)} rows differ"
              + ("" if len(expected) == len(rows) else f"; {len(rows)} rows recomputed"))
        for ours, theirs in differing[:3]:
            print("  in the file:", ours)
            print("  recomputed: ", theirs)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
