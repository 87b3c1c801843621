"""Makes the fixtures under src/test/resources/sentencepiece: tiny models of SentencePiece, trained on this project's
license and the texts below, and texts.json, which tells what the package sentencepiece makes of texts.

How to run it (Python with sentencepiece):

    python cram-djl/src/test/python/make_sentencepiece_fixtures.py

  llama.model    BPE as of LLaMA: bytes as the last resort, no rules, spaces kept, digits apart
  gemma.model    BPE as of Gemma: the same without a space before the text, runs of spaces as tokens of their own
  openllama.model  BPE of defaults: rules for characters, runs of spaces made one, no bytes
  unigram.model  Unigram of defaults, with symbols of its own
  bytes.model    Unigram with bytes as the last resort
  suffix.model   BPE that puts the space behind the text
"""

import io
import json
import os
import tempfile
from pathlib import Path

import sentencepiece

HERE = Path(__file__).parent
OUT = HERE.parent / "resources" / "sentencepiece"
LICENSE = HERE.parents[3] / "LICENSE"
TEXTS = [
    "", " ", "  ", "Hello there, reader.", " one space before", "   three spaces before, three after   ", "a  b   c    d",
    "Licensed under the Apache License, Version 2.0 (the \"License\")", "conditions of any kind, either express or implied",
    "\ttab\t\tand\t tab\t", "one\ntwo\n\nthree\n", "one\r\ntwo\rthree", "\n", "\t", "\n \n", "12345678901234567890 0.1e-7 ½ ² ٣",
    "🙂 👩‍👩‍👧 🇫🇷 🧑🏽‍🚀", "e\u0301 n\u0303 a\u0308\u0323 \u1e9b\u0323 \uac00 \u1100\u1161 \u1100\u1161\u11a8",
    "ＦＵＬＬ ｗｉｄｔｈ ｶﾞ ﾊﾟ ﬁ ﬀ", "東京都に住む。中文，测试。 한국어 العربية हिन्दी", "𐌰𐌱 𓀀 ᚠᚢ ༀ ꦄ",
    "\u0001\u0002 \u0007\u001b[0m \u007f\u0085\u00a0\u00ad\u200b\u200d\u2028\u3000\ufeff\ufffd", "zero\u0000byte",
    "\u2581 and \u2581\u2581 and \u2581", "\u2581", "a\u2581", "<0x41> <0x0A>", "aaaaaaaaaaaaaaaaaaaaaaa", "=" * 41, " " * 33 + "x",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "x<think>y</think>", "<think>", "<think> a", " <think>", "<thi nk>",
    "if (a<b) {\n    return;\n}\n", "ab ab ab", "abc", "abcabcab",
]
RULES = {
    "\n": " ", "\r": " ", "\t": " ", "\u3000": " ", "\u00a0": " ", "\u00ad": "", "\u200b": "", "ﬁ": "fi", "ﬀ": "ff", "½": "1/2",
    "Ｆ": "F", "Ｕ": "U", "Ｌ": "L", "ｶ": "カ", "ｶﾞ": "ガ", "ﾊ": "ハ", "ﾊﾟ": "パ", "ﾞ": "\u3099", "e\u0301": "é", "n\u0303": "ñ",
    "\u1100\u1161": "\uac00", "\u1100\u1161\u11a8": "\uac01", "ｗｉｄｔｈ": "width", "<think>": "t", "²": " 2 ",
}
KEPT = {"normalization_rule_name": "identity", "remove_extra_whitespaces": False, "split_digits": True}
DEFAULT = {"normalization_rule_tsv": "rules.tsv"}
SYMBOLS = ["<think>", "</think>", "abc", "bca"]
MODELS = {
    "llama": {"model_type": "bpe", "byte_fallback": True, "vocab_size": 700, "allow_whitespace_only_pieces": True, **KEPT},
    "gemma": {
        "model_type": "bpe", "byte_fallback": True, "vocab_size": 600, "add_dummy_prefix": False, "pad_id": 0, "eos_id": 1,
        "bos_id": 2, "unk_id": 3, "pad_piece": "<pad>", "bos_piece": "<bos>", "eos_piece": "<eos>",
        "user_defined_symbols": SYMBOLS + ["\u2581" * n for n in range(2, 9)], **KEPT,
    },
    "openllama": {"model_type": "bpe", "vocab_size": 500, "user_defined_symbols": SYMBOLS, **DEFAULT},
    "unigram": {"model_type": "unigram", "vocab_size": 400, "user_defined_symbols": SYMBOLS, "control_symbols": ["<ctl>"], **DEFAULT},
    "bytes": {"model_type": "unigram", "vocab_size": 600, "byte_fallback": True, **KEPT},
    "suffix": {"model_type": "bpe", "vocab_size": 400, "treat_whitespace_as_suffix": True, **DEFAULT},
}


def rules():
    """The rules in the form that the trainer reads."""
    code = lambda text: " ".join(f"{ord(char):X}" for char in text)
    return "".join(f"{code(key)}\t{code(value)}\n" for key, value in RULES.items())


def main():
    OUT.mkdir(exist_ok=True)
    os.chdir(tempfile.mkdtemp())
    Path("rules.tsv").write_text(rules())
    corpus = [line for line in LICENSE.read_text().splitlines() if line.strip()]
    corpus += [text.replace("\u0000", "") for text in TEXTS if text.strip() and len(text) < 200]
    expected = {}
    for name, options in MODELS.items():
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(corpus), model_writer=model, minloglevel=2, num_threads=1, hard_vocab_limit=False,
            character_coverage=0.98, **options)
        (OUT / f"{name}.model").write_bytes(model.getvalue())
        processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
        expected[name] = [[text, processor.encode(text), processor.decode(processor.encode(text))] for text in TEXTS]
    made = f"sentencepiece {sentencepiece.__version__}"
    rows = ",\n".join(
        f" {json.dumps(name)}: [\n  " + ",\n  ".join(json.dumps(row) for row in some) + "\n ]"
        for name, some in expected.items())
    (OUT / "texts.json").write_text(f'{{\n "made_with": {json.dumps(made)},\n{rows}\n}}\n')


main()
