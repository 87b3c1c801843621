"""Makes the fixtures of GGUF's tensor types under src/test/resources/checkpoints/blocks, by gguf.quants.

How to run it (Python with numpy and gguf 0.19 or later):

    python cram-djl/src/test/python/make_quant_fixtures.py

  TYPE.gguf          blocks of a type as the tensor "stored", and what gguf.quants makes of them as "expected": random ones
                     with sensible scales, and those of edge bytes and edge scales (zero, infinite, not a number, subnormal)
  digests.properties the SHA-256 of the numbers, as little-endian float32 with one form of not-a-number, that gguf.quants
                     makes of 1,024 blocks of a type whose bytes come from a linear congruential generator

gguf.quants lacks Q8_K, Q1_0, F64 and the integers; what ggml's C code makes of them is one line each, below.
"""

import hashlib
import shutil
from pathlib import Path

import gguf
import numpy as np
from gguf import GGMLQuantizationType as Type

OUT = Path(__file__).parent.parent / "resources" / "checkpoints" / "blocks"
PLAIN = {"F64": np.float64, "I8": np.int8, "I16": np.int16, "I32": np.int32, "I64": np.int64}
KINDS = (
    "F32 F16 BF16 F64 I8 I16 I32 I64 Q4_0 Q4_1 Q5_0 Q5_1 Q8_0 Q2_K Q3_K Q4_K Q5_K Q6_K Q8_K Q1_0 TQ1_0 TQ2_0 "
    "IQ1_S IQ1_M IQ2_XXS IQ2_XS IQ2_S IQ3_XXS IQ3_S IQ4_NL IQ4_XS MXFP4 NVFP4"
).split()
AT_THE_END = {"Q3_K": [108], "Q6_K": [208], "Q2_K": [80, 82], "TQ1_0": [52], "TQ2_0": [64]}
TWO_IN_FRONT = {"Q4_1", "Q5_1", "Q4_K", "Q5_K"}
EDGES = [0x0000, 0x8000, 0x0001, 0x83FF, 0x7BFF, 0x7C00, 0xFC00, 0x7E00]  # halves: zeros, subnormal, largest, no numbers
DIGESTED = 1024


def dequantize(raw, kind):
    """The numbers of blocks, a row each."""
    if kind in PLAIN:
        return raw.view(PLAIN[kind]).astype(np.float32)
    if kind == "Q8_K":  # a float32, 256 signed bytes, sums
        return raw[:, :4].copy().view(np.float32) * raw[:, 4:260].view(np.int8).astype(np.float32)
    if kind == "Q1_0":  # a float16, 128 bits
        scale = raw[:, :2].copy().view(np.float16).astype(np.float32)
        return np.where(np.unpackbits(raw[:, 2:], axis=1, bitorder="little") == 1, scale, -scale)
    return gguf.quants.dequantize(raw, Type[kind]).astype(np.float32)


def set_scale(block, kind, half):
    """Sets a block's scales to a half, where it has such."""
    bits = np.array([half], dtype=np.uint16)
    if kind == "IQ1_M":  # four bits each in four places
        for i in range(4):
            block[49 + 2 * i] = block[49 + 2 * i] & 15 | (half >> 4 * i & 15) << 4
    elif kind == "Q8_K":
        block[:4] = bits.view(np.float16).astype(np.float32).view(np.uint8)
    elif kind == "MXFP4":  # a power of two
        block[0] = 120 + (half >> 8) % 10
    elif kind == "NVFP4":
        block[:4] = [half & 127, half >> 8 & 127, half % 113, half % 97]
    elif kind not in PLAIN and kind not in ("F32", "F16", "BF16"):
        for at in AT_THE_END.get(kind, [0, 2] if kind in TWO_IN_FRONT else [0]):
            block[at : at + 2] = bits.view(np.uint8)


def edges(kind, size):
    for byte in (0x00, 0xFF, 0x7F, 0x80):
        yield np.full(size, byte, dtype=np.uint8)
    rng = np.random.default_rng(3)
    if kind in ("MXFP4", "NVFP4"):  # scales of 8 bits
        for byte in (0, 1, 2, 7, 8, 0x7E, 0x7F, 0x80, 0xFE, 0xFF):
            block = rng.integers(0, 256, size, dtype=np.uint8)
            block[: 1 if kind == "MXFP4" else 4] = byte
            yield block
    elif gguf.GGML_QUANT_SIZES[Type[kind]][0] == 1:
        for half in EDGES:
            yield np.resize(np.array([half], dtype=np.uint16).view(np.uint8), size)
    else:
        for half in EDGES if gguf.GGML_QUANT_SIZES[Type[kind]][0] < 256 else (0x83FF, 0x7C00, 0x7E00):
            block = rng.integers(0, 256, size, dtype=np.uint8)
            set_scale(block, kind, half)
            yield block


def blocks(kind):
    length, size = gguf.GGML_QUANT_SIZES[Type[kind]]
    rng = np.random.default_rng(5)
    count = max(3, 48 // length)
    made = rng.integers(0, 256, (count, size), dtype=np.uint8)
    for block in made:
        set_scale(block, kind, int(np.array([rng.normal(0, 0.01)], dtype=np.float16).view(np.uint16)[0]))
    return np.concatenate([made, np.stack(list(edges(kind, size)))])


def generated(size):
    """Bytes of a linear congruential generator: the upper 8 of 32 bits, the state being 1 before the first step."""
    state, made = 1, bytearray()
    for _ in range(DIGESTED * size):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        made.append(state >> 24)
    return np.frombuffer(bytes(made), dtype=np.uint8).reshape(DIGESTED, size)


def digest(kind):
    values = dequantize(generated(gguf.GGML_QUANT_SIZES[Type[kind]][1]), kind)
    values = np.where(np.isnan(values), np.float32(np.nan), values).astype("<f4")
    return hashlib.sha256(values.tobytes()).hexdigest()


def main():
    np.seterr(all="ignore")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    for kind in KINDS:
        raw = blocks(kind)
        length, _ = gguf.GGML_QUANT_SIZES[Type[kind]]
        writer = gguf.GGUFWriter(OUT / f"{kind}.gguf", "blocks")
        if kind in PLAIN or kind in ("F32", "F16"):
            dtype = {"F32": np.float32, "F16": np.float16}.get(kind) or PLAIN[kind]
            writer.add_tensor("stored", raw.view(dtype))
        else:
            writer.add_tensor("stored", raw, raw_dtype=Type[kind])
        writer.add_tensor("expected", dequantize(raw, kind).reshape(-1, length))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
    lines = [f"{kind}={digest(kind)}\n" for kind in KINDS]
    (OUT / "digests.properties").write_text("".join(lines), encoding="ascii")


main()
