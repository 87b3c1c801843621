"""Makes src/test/resources/split-rules.json: how llama.cpp's own regular expressions (src/llama-vocab.cpp, as adapted there
for its engine) cut texts, one after another, by the name of the rule in GGUF files.

How to run it (Python with the package regex), with further lines of text for a longer check:

    python cram-djl/src/test/python/make_split_fixtures.py [LINES [OUTPUT]]
"""

import json
import sys
from pathlib import Path

import regex

OUT = Path(__file__).parent.parent / "resources" / "split-rules.json"
TEXTS = [
    "Hello there, reader's friend.", "I'M WE'LL they'Re don't D'ACCORD 'S", "camelCase HTTPServer XMLHttpRequest iPhone ÀÉîÕ",
    "1 12 123 1234 12345 1234567 3.14 ½ ²³ ٣٤٥ Ⅻ ৪২", " lead   and  runs    of spaces   ", "tabs\t\tand\nlines\n\n \n  x\r\ny\r",
    "東京都に住む。中文，测试、 한국어 カタカナ ひらがな", "हिन्दी में। العربية، ۔ עברית", "e\u0301a\u0308 n\u0303 \u0e01\u0e33 \u0b95\u0bbf",
    "🙂 👩‍👩‍👧 🇫🇷 🧑🏽‍🚀!", "if (a[i] != b) { return x->y; } // note\n/* c */", "foo@bar.org https://a.b/c?d=e&f#g",
    "$5 + 3 < 9 = `x` ~ ^ | _under_score_", "....!!??--==++ \"quoted\" (paren) «guillemets» …", "\u00a0no\u2009break\u3000wide\u2028line\ufeff",
    "a/b\n/c\r\n//d", "word\n\n\n", "   \n", "ǅ ǈ ʰ ªº ŉ", " " * 37 + "x", "<sentinel:12> IMGIMGABZ    x", "x'sY't'LL",
]
THREE = r"\p{N}{1,3}"
CASES = r"(?:'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])"
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)"
TAIL = r"|\s*[\r\n]+|\s+(?!\S)|\s+"


def qwen(digits):
    return CASES + r"|[^\r\n\p{L}\p{N}]?\p{L}+|" + digits + r"| ?[^\s\p{L}\p{N}]+[\r\n]*" + TAIL


def cased(after, digits):
    upper, lower = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]", r"[\p{Ll}\p{Lm}\p{Lo}\p{M}]"
    before = r"[^\r\n\p{L}\p{N}]?"
    return (f"{before}{upper}*{lower}+{after}|{before}{upper}+{lower}*{after}|{digits}"
            + r"| ?[^\s\p{L}\p{N}]+[\r\n/]*" + TAIL)


RULES = {
    "gpt-2": [GPT2],
    "smollm": [r"\p{N}", GPT2],
    "llama-bpe": [qwen(THREE)],
    "dbrx": [qwen(THREE)],
    "qwen2": [qwen(r"\p{N}")],
    "qwen35": [CASES + r"|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*" + TAIL],
    "seed-coder": [CASES + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1}| ?[^\s\p{L}\p{N}\r\n]+" + TAIL],
    "bailingmoe": [
        r"'(?:[sSdDmMtT]|[lL][lL]|[vV][eE]|[rR][eE])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
        r"|\s*[\r\n]|\s+(?!\S)|\s+"],
    "exaone-moe": [
        CASES + r"|[^\r\n\p{L}\p{N}]?(?:\p{L}\p{M}*(?: \p{L}\p{M}*)*)+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]?"
        r"|\s*[\r\n]|\s+(?!\S)|\s+"],
    "jais-2": [
        CASES + r"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s{512}(?!\S)|\s{256}(?!\S)"
        r"|\s{128}(?!\S)|\s{64}(?!\S)|\s{32}(?!\S)|\s{16}(?!\S)|\s{8}(?!\S)|\s{4}(?!\S)|\s{1,2}(?!\S)|\s{1}"],
    "tekken": [cased("", r"\p{N}")],
    "gpt-4o": [cased(CASES + "?", THREE)],
    "bloom": [" ?[^(\\s|.,!?…。，、।۔،)]+"],
    "viking": [" ?[^(\\s|.,!?…。，、।۔،)]+", r"\p{N}"],
    "falcon": [r"[\p{P}\$\+<=>\^~\|`]+", GPT2, "[0-9][0-9][0-9]"],
    "deepseek-llm": [
        "[\r\n]",
        "\\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ-Ίῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃]+",
        "\\s?[!-/:-~！-／：-～‘-‟　-。]+", r"\s+$", "[一-龥ࠀ-一가-퟿]+", r"\p{N}+"],
    "deepseek-coder": ["[\r\n]", r"\s?\p{L}+", r"\s?\p{P}+", "[一-龥ࠀ-一가-퟿]+", r"\p{N}"],
    "deepseek-v3": [
        THREE, "[一-龥\u3040-ゟ゠-ヿ]+",
        r"""[!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*"""
        + TAIL],
    "chameleon": [
        "<sentinel:[0-9]+>", "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z", "([\\t\\n]|    |  )", r"\p{N}",
        r"[\p{P}!-/:-@\[-`{-~]", GPT2],
}


def cut(expression, piece):
    """The matches of an expression, and what lies between them."""
    parts, end = [], 0
    for match in regex.finditer(expression, piece):
        parts += [piece[end:match.start()], match.group()]
        end = match.end()
    return [part for part in parts + [piece[end:]] if part]


def pieces(expressions, text):
    parts = [text]
    for expression in expressions:
        parts = [small for part in parts for small in cut(expression, part)]
    return parts


texts = list(TEXTS)
if len(sys.argv) > 1:
    texts += Path(sys.argv[1]).read_text().split("\n")
rows = {name: [pieces(expressions, text) for text in texts] for name, expressions in RULES.items()}
out = Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
out.write_text("{\n" + ",\n".join(
    f' {json.dumps(name)}: [\n  ' + ",\n  ".join(json.dumps(row, ensure_ascii=True) for row in some) + "\n ]"
    for name, some in rows.items()) + "\n}\n")
