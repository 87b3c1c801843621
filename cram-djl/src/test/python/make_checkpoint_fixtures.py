"""Makes the checkpoint fixtures under src/test/resources/checkpoints, by the tools that users make theirs with.

How to run it (Python with torch, transformers, tokenizers, sentencepiece and gguf; converter of llama.cpp):

    python cram-djl/src/test/python/make_checkpoint_fixtures.py path/to/llama.cpp/convert_hf_to_gguf.py [FAMILY ...]

Without names it makes all anew, else only those families.

  FAMILY/                a tiny random model of each family as transformers saves it, and model.gguf, its conversion; of
                         some joint.gguf, too, with queries, keys and values in one tensor
  FAMILY/tokens.json     texts and their ids by the original tokenizer
  tokenizers/KIND.gguf   vocabularies of further kinds, with KIND.json, texts and their ids
  torch/                 pytorch_model.bin with tied, strided, half-precision and foreign-typed tensors, and its contents
                         as expected.safetensors
"""

import importlib.util
import json
import shutil
import sys
from pathlib import Path

import packed_experts
import sentencepiece
import torch
import transformers
from safetensors.torch import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

ONLY = sys.argv[2:]
OUT = Path(__file__).parent.parent / "resources" / "checkpoints"
TEXTS = [
    "It was a bright cold day in April, and the clocks were striking 13.",
    " leading space,  two spaces,   three   ",
    "tab\tand\ttabs\n\nline\r\nCRLF\r\n\r\n",
    "year 1984 costs $12,345.67 or 007  99 bottles",
    "I'll, we've, THEY'RE, don't; O'Neil's",
    "Caf\u00e9 e\u0301 n\u0303 \u1e9b\u0323 \u0130\u0131",
    "\u6771\u4eac\u90fd\u306b\u4f4f\u3080 \u4e2d\u6587\uff0c\u6d4b\u8bd5\u3002",
    "\U0001f642\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1eb\U0001f1f7",
    "x" * 300,
    "a-b_c/d\\e {f} [g] <h> (i) && || == != <0x0A>",
    "unreachable unreachable",
    "",
]
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN2 = LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}")
TRAINING = [text for text in TEXTS for _ in range(3)] + [
    "the clocks were cold in the day and the day was in the cold April",
    "1234 5678 90 12 34 56 78 1984 striking strikes",
]
JOINT = ["granite"]  # also with queries, keys and values in one tensor
YARN = dict(rope_type="yarn", rope_theta=10000.0, factor=4.0, original_max_position_embeddings=16)

GEMMA = dict(
    vocab_size=380,
    user_defined_symbols=["[multimodal]"]
    + ["\n" * n for n in range(1, 4)]
    + ["\u2581" * n for n in range(2, 5)]
    + ["<table>", "\t", "\t\t"],
    add_dummy_prefix=False,
)


def byte_level(split=None, digits=False, size=320):
    tokenizer = Tokenizer(models.BPE())
    steps = [pre_tokenizers.Digits(individual_digits=True)] if digits else []
    if split:
        steps.append(pre_tokenizers.Split(Regex(split), behavior="isolated"))
    steps.append(pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=split is None))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=["<|endoftext|>", "<|im_start|>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(TRAINING, trainer)
    tokenizer.add_tokens([AddedToken("<think>", normalized=False, special=False)])
    return tokenizer


def sentence_piece(folder, options):
    model = folder / "spm"
    (folder / "spm.txt").write_text("\n".join(TRAINING), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(folder / "spm.txt"),
        model_prefix=str(model),
        **dict(dict(vocab_size=380), **options),
        model_type="bpe",
        byte_fallback=True,
        normalization_rule_name="identity",
        remove_extra_whitespaces=False,
        allow_whitespace_only_pieces=True,
        minloglevel=2,
    )
    (folder / "spm.model").rename(folder / "tokenizer.model")
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "tokenizer.model"))


def tokens(path, encode):
    rows = [{"text": text, "ids": encode(text)} for text in TEXTS]
    path.write_text(json.dumps(rows, ensure_ascii=False, indent=0), encoding="utf-8")


def invertible(logs):
    """Logarithms that come back from their exponentials, which the converter stores in their place."""
    back = torch.exp(logs).double().log().float()
    return logs if torch.equal(back, logs) else invertible(back)


def family(converter, name, model, kind, tokenizer=None, pieces={}, dtype=torch.float16):
    if ONLY and name not in ONLY:
        return
    folder = OUT / name
    folder.mkdir(parents=True)
    torch.manual_seed(7)
    for parameter_name, parameter in model.named_parameters():
        parameter.data.normal_(0, 0.1)
        if parameter_name.endswith("A_log"):
            parameter.data = invertible(parameter.data)
    model.to(dtype)
    packed = packed_experts.draw(model) if name == "gpt_oss" else {}
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    if packed:
        packed_experts.put(packed, folder)
    if tokenizer:
        transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(folder)
        tokens(folder / "tokens.json", lambda text: tokenizer.encode(text).ids)
    else:
        processor = sentence_piece(folder, pieces)
        tokens(folder / "tokens.json", lambda text: processor.encode(text))
    convert(converter, folder, folder / "model.gguf", kind, False, dtype)
    if name in JOINT:
        convert(converter, folder, folder / "joint.gguf", kind, False, dtype, fuse_qkv=True)
    for left in ["tokenizer_config.json", "tokenizer.model", "spm.txt", "spm.vocab", "special_tokens_map.json"]:
        (folder / left).unlink(missing_ok=True)


def vocabulary(converter, kind, tokenizer):
    folder = OUT / "scratch"
    folder.mkdir()
    transformers.LlamaConfig(vocab_size=tokenizer.get_vocab_size(), architectures=["LlamaForCausalLM"]).save_pretrained(
        folder
    )
    transformers.PreTrainedTokenizerFast(tokenizer_object=tokenizer).save_pretrained(folder)
    convert(converter, folder, OUT / "tokenizers" / f"{kind}.gguf", kind, True)
    tokens(OUT / "tokenizers" / f"{kind}.json", lambda text: tokenizer.encode(text).ids)
    shutil.rmtree(folder)


def convert(converter, folder, out, kind, only_vocabulary, dtype=torch.float16, **options):
    hparams = converter.ModelBase.load_hparams(folder, False)
    cls = converter.get_model_class(hparams["architectures"][0])
    cls.get_vocab_base_pre = lambda self, tokenizer: kind
    types = converter.gguf.LlamaFileType
    file_type = {torch.float16: types.MOSTLY_F16, torch.bfloat16: types.MOSTLY_BF16, torch.float32: types.ALL_F32}[dtype]
    made = cls(folder, file_type, out, eager=True, **options)
    # the converter asks for older names
    made.hparams["n_ctx"] = hparams.get("n_positions")
    made.hparams["rotary_pct"] = hparams.get("rope_parameters", {}).get("partial_rotary_factor")
    modify = made.modify_tensors

    def modify_all(*tensor):
        left = yield from modify(*tensor)
        yield from left or ()  # of StableLM's norms of heads the converter returns what it should yield

    made.modify_tensors = modify_all
    made.write_vocab() if only_vocabulary else made.write()


def torch_file():
    folder = OUT / "torch"
    folder.mkdir()
    torch.manual_seed(11)
    base = torch.randn(6, 4)
    state = torch.nn.Linear(4, 6).state_dict()  # an OrderedDict with attributes
    state["tied.one"] = base
    state["tied.two"] = base
    state["part"] = base[2:4]
    state["transposed"] = base.t()
    state["half"] = torch.randn(3, 5).half()
    state["bfloat"] = torch.randn(3, 5).bfloat16()
    state["parameter"] = torch.nn.Parameter(torch.randn(7))
    state["scalar"] = torch.tensor(3.5)
    state["empty"] = torch.zeros(0, 4)
    torch.save(state, folder / "pytorch_model.bin")
    save_file(
        {name: value.detach().float().contiguous().clone() for name, value in state.items()},
        folder / "expected.safetensors",
    )
    torch.save(state, folder / "protocol4.bin", pickle_protocol=4)
    torch.save({"mask": torch.ones(2, 2, dtype=torch.bool), "ids": torch.arange(3)}, folder / "integers.bin")
    torch.save({"every_second": base[:, ::2]}, folder / "strided.bin")
    torch.save({"model": {"weight": base}}, folder / "nested.bin")
    torch.save(state, folder / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save({"module": torch.nn.Linear(2, 2)}, folder / "module.bin")


def main(path):
    sys.argv = sys.argv[:1]
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("converter", path)
    converter = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(converter)
    for made in OUT.iterdir():
        if made.name in ONLY or (not ONLY and made.name != "blocks"):  # those of make_quant_fixtures.py
            shutil.rmtree(made)
    common = dict(hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=24)
    grouped = dict(num_key_value_heads=2, max_position_embeddings=64, rms_norm_eps=1e-5, **common)
    made = transformers
    family(converter, "llama", made.LlamaForCausalLM(made.LlamaConfig(vocab_size=380, attention_bias=True, mlp_bias=True, **grouped)), "default")
    family(
        converter,
        "llama3",
        made.LlamaForCausalLM(
            made.LlamaConfig(
                vocab_size=321,
                tie_word_embeddings=True,
                head_dim=16,
                rope_parameters=dict(
                    rope_type="llama3",
                    rope_theta=500000.0,
                    factor=8.0,
                    low_freq_factor=1.0,
                    high_freq_factor=4.0,
                    original_max_position_embeddings=8192,
                ),
                **grouped,
            )
        ),
        "llama-bpe",
        byte_level(LLAMA3),
    )
    qwen2 = made.Qwen2Config(vocab_size=321, tie_word_embeddings=True, **grouped)
    family(converter, "qwen2", made.Qwen2ForCausalLM(qwen2), "qwen2", byte_level(QWEN2))
    gpt2 = made.GPT2Config(vocab_size=321, n_embd=16, n_layer=2, n_head=4, n_positions=64)
    family(converter, "gpt2", made.GPT2LMHeadModel(gpt2), "gpt-2", byte_level())
    neox = made.GPTNeoXConfig(
        vocab_size=321,
        max_position_embeddings=64,
        rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.5),
        use_parallel_residual=False,
        **common,
    )
    family(converter, "gptneox", made.GPTNeoXForCausalLM(neox), "olmo", byte_level())
    gemma3 = made.Gemma3TextConfig(
        vocab_size=380,
        head_dim=8,
        query_pre_attn_scalar=8,
        sliding_window=5,
        rope_parameters=dict(
            full_attention=dict(rope_type="linear", factor=8.0, rope_theta=1000000.0),
            sliding_attention=dict(rope_type="default", rope_theta=10000.0),
        ),
        **{**grouped, "num_hidden_layers": 7},
    )
    family(converter, "gemma3", made.Gemma3ForCausalLM(gemma3), "default", pieces=GEMMA, dtype=torch.bfloat16)
    qwen3 = made.Qwen3Config(vocab_size=321, head_dim=8, **grouped)
    family(converter, "qwen3", made.Qwen3ForCausalLM(qwen3), "qwen2", byte_level(QWEN2))
    smollm3 = made.SmolLM3Config(vocab_size=321, pad_token_id=None, **{**grouped, "num_hidden_layers": 5})
    family(converter, "smollm3", made.SmolLM3ForCausalLM(smollm3), "smaug-bpe", byte_level(LLAMA3))
    olmo = made.OlmoConfig(vocab_size=321, pad_token_id=None, clip_qkv=0.5, max_position_embeddings=64, **common)
    family(converter, "olmo", made.OlmoForCausalLM(olmo), "olmo", byte_level())
    olmo2 = made.Olmo2Config(vocab_size=321, pad_token_id=None, **grouped)
    family(converter, "olmo2", made.Olmo2ForCausalLM(olmo2), "gpt-2", byte_level())
    phi = made.PhiConfig(
        vocab_size=321,
        max_position_embeddings=64,
        rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.5),
        **{**common, "intermediate_size": 64},
    )
    family(converter, "phi2", made.PhiForCausalLM(phi), "phi-2", byte_level())
    mamba = made.MambaConfig(vocab_size=328, hidden_size=16, num_hidden_layers=2, state_size=4)
    family(converter, "mamba", made.MambaForCausalLM(mamba), "olmo", byte_level(), dtype=torch.float32)
    falcon = made.FalconMambaConfig(vocab_size=328, hidden_size=16, num_hidden_layers=2, state_size=4)
    family(converter, "falcon_mamba", made.FalconMambaForCausalLM(falcon), "olmo", byte_level(), dtype=torch.float32)
    heads = dict(num_heads=4, head_dim=8, n_groups=2)
    mamba2 = made.Mamba2Config(vocab_size=336, hidden_size=16, num_hidden_layers=2, state_size=4, **heads)
    family(converter, "mamba2", made.Mamba2ForCausalLM(mamba2), "olmo", byte_level(), dtype=torch.float32)
    chosen = dict(num_experts_per_tok=2, **grouped)
    mixtral = made.MixtralConfig(vocab_size=321, num_local_experts=3, **chosen)
    family(converter, "mixtral", made.MixtralForCausalLM(mixtral), "smaug-bpe", byte_level(LLAMA3))
    experts = dict(vocab_size=321, num_experts=4, moe_intermediate_size=12, **chosen)
    qwen2moe = made.Qwen2MoeConfig(shared_expert_intermediate_size=20, **experts)
    family(converter, "qwen2moe", made.Qwen2MoeForCausalLM(qwen2moe), "qwen2", byte_level(QWEN2))
    qwen3moe = made.Qwen3MoeConfig(head_dim=8, norm_topk_prob=True, **experts)
    family(converter, "qwen3moe", made.Qwen3MoeForCausalLM(qwen3moe), "qwen2", byte_level(QWEN2))
    gemma = made.GemmaConfig(vocab_size=380, head_dim=8, **grouped)
    family(converter, "gemma", made.GemmaForCausalLM(gemma), "default", pieces=GEMMA, dtype=torch.bfloat16)
    gemma2 = made.Gemma2Config(
        vocab_size=380,
        head_dim=8,
        query_pre_attn_scalar=8,
        sliding_window=5,
        attn_logit_softcapping=1.5,
        final_logit_softcapping=3.0,
        **grouped,
    )
    family(converter, "gemma2", made.Gemma2ForCausalLM(gemma2), "default", pieces=GEMMA, dtype=torch.bfloat16)
    granite = made.GraniteConfig(
        vocab_size=321,
        attention_bias=True,
        attention_multiplier=0.3,
        embedding_multiplier=3.0,
        residual_multiplier=0.7,
        logits_scaling=2.0,
        rope_parameters=dict(YARN, beta_fast=4.0, attention_factor=1.1),
        **grouped,
    )
    family(converter, "granite", made.GraniteForCausalLM(granite), "refact", byte_level(digits=True))
    olmo3 = made.Olmo3Config(
        vocab_size=321,
        pad_token_id=None,
        sliding_window=5,
        layer_types=["sliding_attention", "sliding_attention", "full_attention", "sliding_attention"],
        rope_parameters=dict(
            full_attention=YARN, sliding_attention=dict(rope_type="default", rope_theta=700.0)
        ),
        **{**grouped, "num_hidden_layers": 4},
    )
    family(converter, "olmo3", made.Olmo3ForCausalLM(olmo3), "gpt-2", byte_level())
    starcoder2 = made.Starcoder2Config(
        vocab_size=321,
        max_position_embeddings=64,
        num_key_value_heads=2,
        sliding_window=None,
        rope_parameters=dict(rope_type="default", rope_theta=999999.0),
        **common,
    )
    family(converter, "starcoder2", made.Starcoder2ForCausalLM(starcoder2), "starcoder", byte_level(digits=True))
    for name, parallel in [("stablelm", False), ("stablelm_parallel", True)]:
        stablelm = made.StableLmConfig(
            vocab_size=321,
            max_position_embeddings=64,
            num_key_value_heads=2,
            use_parallel_residual=parallel,
            use_qkv_bias=not parallel,
            qk_layernorm=parallel,
            rope_parameters=dict(rope_type="default", rope_theta=10000.0, partial_rotary_factor=0.5),
            **common,
        )
        family(converter, name, made.StableLmForCausalLM(stablelm), "stablelm2", byte_level(QWEN2))
    phi3 = dict(vocab_size=380, pad_token_id=None, **grouped)
    family(converter, "phi3", made.Phi3ForCausalLM(made.Phi3Config(sliding_window=5, **phi3)), "default")
    longrope = dict(
        rope_type="longrope",
        rope_theta=10000.0,
        partial_rotary_factor=0.75,
        original_max_position_embeddings=16,
        attention_factor=1.5,  # as transformers and the converter have it: sqrt(1 + log(512 / 16) / log(16))
        short_factor=[1.0, 1.5, 1.75],
        long_factor=[1.5, 2.5, 4.0],
    )
    phi3 = made.Phi3Config(
        original_max_position_embeddings=16,
        rope_parameters=longrope,
        **{**phi3, "hidden_size": 32, "max_position_embeddings": 512},
    )
    family(converter, "phi3_longrope", made.Phi3ForCausalLM(phi3), "default")
    falcon = dict(vocab_size=321, hidden_size=16, num_hidden_layers=2, num_attention_heads=4)
    single = made.FalconConfig(num_kv_heads=1, **falcon)
    family(converter, "falcon", made.FalconForCausalLM(single), "gpt-2", byte_level())
    shared = made.FalconConfig(new_decoder_architecture=True, num_kv_heads=2, num_ln_in_parallel_attn=2, **falcon)
    family(converter, "falcon_grouped", made.FalconForCausalLM(shared), "gpt-2", byte_level())
    bloom = made.BloomConfig(vocab_size=321, hidden_size=16, n_layer=2, n_head=4)
    family(converter, "bloom", made.BloomForCausalLM(bloom), "gpt-2", byte_level())
    gpt_oss = made.GptOssConfig(
        vocab_size=321,
        pad_token_id=None,
        head_dim=8,
        sliding_window=5,
        num_local_experts=3,
        **dict(chosen, hidden_size=32, intermediate_size=64, max_position_embeddings=131072),
    )
    family(converter, "gpt_oss", made.GptOssForCausalLM(gpt_oss), "qwen2", byte_level(QWEN2), dtype=torch.bfloat16)
    if ONLY:
        return
    (OUT / "tokenizers").mkdir(parents=True)
    vocabulary(converter, "smollm", byte_level(digits=True))
    unreachable = json.loads(byte_level(LLAMA3).to_str())
    unreachable["model"]["vocab"]["\u0120unreachable"] = len(unreachable["model"]["vocab"]) + 1
    unreachable["model"]["ignore_merges"] = True
    vocabulary(converter, "llama-bpe", Tokenizer.from_str(json.dumps(unreachable)))
    torch_file()


main(Path(sys.argv[1]))
