"""How fast the engine that writes is, and how much memory it takes: python benchmarks/engines.py [--shape arabart|mt5]

Makes a network of the real shape with random weights (nothing is downloaded), converts it as `python -m models fetch`
does and has both write about the same 512 tokens, 64 tokens each: torch in single precision and CTranslate2 in eight
bits, by the code that the bot runs. Each works in a process of its own, one after the other, in the same run.

Prints (best of the rounds after one to warm up) the seconds that one passage takes and that three at once take, as many
as the bot asks for at a time; the seconds that the cores worked on the one, which other programs disturb less (with one
core least: threads that wait count as working); and megabytes of resident memory: `process` is the most that the whole
process ever held; `peak` is that less what it held before it loaded the model, its libraries imported; `held` what the
model holds after the last round. Linux; 6 GB of memory and 3 GB of disk for mT5.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from models.summaries.seq2seq.architecture import Architecture, read_architecture
from models.summaries.seq2seq.conversion import convert
from models.summaries.seq2seq.decoding import Decoding, Engine
from models.summaries.seq2seq.on_cpu import CpuEngine
from models.summaries.seq2seq.on_gpu import TorchEngine
from models.summaries.seq2seq.tokens import Tokens

READ, WRITTEN = 512, 64
SHAPES = {
    "arabart": {
        "class": "MBart",
        "vocab_size": 50_002,
        "d_model": 768,
        "encoder_layers": 6,
        "decoder_layers": 6,
        "encoder_attention_heads": 12,
        "decoder_attention_heads": 12,
        "encoder_ffn_dim": 3072,
        "decoder_ffn_dim": 3072,
        "max_position_embeddings": 1024,
        "scale_embedding": True,
        "decoder_start_token_id": 2,
        "forced_eos_token_id": None,
    },
    "mt5": {
        "class": "MT5",
        "vocab_size": 250_112,
        "d_model": 768,
        "d_kv": 64,
        "d_ff": 2048,
        "num_layers": 12,
        "num_decoder_layers": 12,
        "num_heads": 12,
        "decoder_start_token_id": 0,
    },
}
ENGINES = {"torch": "torch fp32", "ctranslate2": "CT2 int8"}


@dataclass(frozen=True)
class Measured:
    """Seconds a passage and megabytes."""

    one: float
    three: float
    cores: float
    process: float
    peak: float
    held: float


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shape", choices=SHAPES, action="append", help="may be given twice; both without it")
    options.add_argument("--beams", type=int, default=4)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--step", choices=("make", "torch", "ctranslate2"), help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.step == "make":
        make(given.shape[0], given.folder)
    elif given.step is not None:
        print(json.dumps(vars(measure(given.step, given.folder, given.beams, given.threads, given.rounds))))
    else:
        print(f"{READ} tokens in, {WRITTEN} out, beam {given.beams}, {given.threads} threads, best of {given.rounds}")
        for shape in given.shape or SHAPES:
            compare(shape, given)


def compare(shape: str, given: argparse.Namespace) -> None:
    """Print how both engines run one shape."""
    with tempfile.TemporaryDirectory() as folder:
        step("make", shape, folder, given)
        load = os.getloadavg()[0]
        found = {engine: Measured(**json.loads(step(engine, shape, folder, given))) for engine in ENGINES}
    print(f"{shape:>10} {'one':>9} {'three':>9} {'cores':>9} {'process':>9} {'peak':>9} {'held':>9}  MB")
    for engine, each in found.items():
        memory = f"{each.process:9.0f} {each.peak:9.0f} {each.held:9.0f}"
        print(f"{ENGINES[engine]:>10} {each.one:9.2f} {each.three:9.2f} {each.cores:9.2f} {memory}")
    one, other = found["torch"], found["ctranslate2"]
    ratios = (
        getattr(one, name) / getattr(other, name) for name in ("one", "three", "cores", "process", "peak", "held")
    )
    print(f"{'ratio':>10}", *(f"{ratio:9.1f}" for ratio in ratios))
    print(f"load of the machine before {load:.1f}, after {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores", flush=True)


def step(name: str, shape: str, folder: str, given: argparse.Namespace) -> str:
    """Run one step in a process of its own and return what it printed."""
    command = [sys.executable, __file__, "--step", name, "--shape", shape, "--folder", folder]
    numbers = ["--beams", str(given.beams), "--threads", str(given.threads), "--rounds", str(given.rounds)]
    threads = {"OMP_NUM_THREADS": str(given.threads)}
    return subprocess.run(
        [*command, *numbers], env=os.environ | threads, stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def make(shape: str, folder: Path) -> None:
    """Write a checkpoint with random weights and what it is converted to."""
    torch, transformers = import_module("torch"), import_module("transformers")
    transformers.logging.disable_progress_bar()
    torch.manual_seed(1)
    settings = dict(SHAPES[shape])
    kind = settings.pop("class")
    network = getattr(transformers, f"{kind}ForConditionalGeneration")(
        getattr(transformers, f"{kind}Config")(**settings)
    )
    if kind == "MT5":  # its output layer is its own, which transformers 5 ties where it makes the network
        network.lm_head.weight = torch.nn.Parameter(torch.randn_like(network.shared.weight) * 0.03)
    network.save_pretrained(folder / "checkpoint")
    del network
    architecture, tokens = opened(folder)
    convert(folder / "checkpoint", folder / "network", tokens, architecture)


def measure(name: str, folder: Path, beams: int, threads: int, rounds: int) -> Measured:
    """Load one engine and let it write."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    architecture, tokens = opened(folder)
    imports(name, threads)
    before = resident()
    engine = loaded(name, folder, tokens, architecture)
    chance = random.Random(1)  # noqa: S311 - the same passages for both
    passages = [passage(chance, architecture) for _ in range(3)]
    how = Decoding(beams=beams, longest=WRITTEN)
    one, cores = zip(*(timed(engine, passages[:1], how) for _ in range(rounds + 1)), strict=True)
    three, _ = zip(*(timed(engine, passages, how) for _ in range(rounds + 1)), strict=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return Measured(min(one[1:]), min(three[1:]), min(cores[1:]), most, most - before, resident() - before)


def passage(chance: random.Random, of: Architecture) -> list[int]:
    """Return a passage of random words."""
    return [of.bos, *(chance.randrange(10, of.vocabulary) for _ in range(READ - 2)), of.eos]


def imports(name: str, threads: int) -> None:
    """Load the libraries of an engine."""
    if name == "ctranslate2":
        import_module("ctranslate2")
        return
    import_module("torch").set_num_threads(threads)
    for kind in ("MBart", "MT5"):
        getattr(import_module("transformers"), f"{kind}ForConditionalGeneration")


def loaded(name: str, folder: Path, tokens: Tokens, architecture: Architecture) -> Engine:
    """Return an engine with the model of a folder."""
    if name == "torch":
        return TorchEngine(folder / "checkpoint", tokens, architecture, "cpu")
    return CpuEngine(folder / "network", tokens, architecture)


def timed(engine: Engine, passages: Sequence[Sequence[int]], how: Decoding) -> tuple[float, float]:
    """Return the seconds that passages take, by the clock and of all cores, and see that all of it was written."""
    start = time.perf_counter(), time.process_time()
    written = engine.write(passages, how)
    took = time.perf_counter() - start[0], time.process_time() - start[1]
    if any(len(best.ids) != WRITTEN for best, *_ in written):
        raise SystemExit(f"fewer than {WRITTEN} tokens were written")
    return took


def resident() -> float:
    """Return the megabytes that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


class Numbers:
    """In place of a tokenizer: the ids are all there is."""

    unknown = 3
    around = None

    def pieces(self) -> dict[int, str]:
        return {}

    def split(self, text: str) -> list[int]:
        return [int(word) for word in text.split()]

    def join(self, ids: Sequence[int]) -> str:
        return " ".join(map(str, ids))


def opened(folder: Path) -> tuple[Architecture, Tokens]:
    architecture = read_architecture(folder / "checkpoint")
    return architecture, Tokens(Numbers(), architecture)


if __name__ == "__main__":
    main()
