"""Learning: from what the rules read in many articles, then from what people marked in some."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import ceil

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.quotes.tagger.facts import Between, Flags
from models.quotes.tagger.tagger import finding
from models.training.tagger.batches import Asked, Batch, batch
from models.training.tagger.examples import Example, Target, cropped
from models.training.tagger.network import WIDTH, Tagger

Say = Callable[[str], None]

_POINTING, _UNDERSTOOD, _GUESSING = 4.0, 0.6, 0.6  # weights of the losses beside that of the cues
_CLIP = 2.0
_WARM = 100  # steps until the learning rate is at its height
_SLOWEST = 0.01  # of that height at the end
_CROPPED = 0.25  # share of articles of which a few sentences are learned
_GUESSED = 8_000  # words that are guessed among
_HIDDEN = 0.12  # share of them that is hidden
_OF_THE_WORD = 7  # features that would tell a hidden word
_MEMORY = 0.99  # of the average of weights
_A_CUE, _A_QUOTE, _PLACED = 0.4, 0.5, 0.15  # likelihoods from which the network's own reading is learned from


def learn(net: Tagger, examples: Sequence[Example], minutes: float, say: Say) -> None:
    """Learn what the examples tell, and to guess hidden words, without the rules' proposals, for some minutes."""
    chance = random.Random(1)
    guess = Guess(net.table.num_embeddings, examples)
    optimizer = _optimizer([net, guess], 1.5e-3, 4e-3)
    begun, step = time.monotonic(), 0
    while (passed := (time.monotonic() - begun) / (60 * minutes)) < 1:
        for some in _shuffled(examples, 16, chance):
            passed = (time.monotonic() - begun) / (60 * minutes)
            if passed >= 1:
                break
            losses = _step(
                net, optimizer, batch(_some_cropped(some, chance), chance, proposed=0, others=3), step, passed, guess
            )
            step += 1
            if step % 250 == 0:
                say(f"step {step}, {passed:.0%}: " + " ".join(f"{each:.3f}" for each in losses))


def tune(net: Tagger, examples: Sequence[Example], epochs: int, say: Say, seed: int = 0) -> None:
    """Learn annotated examples, with the rules' proposals for most of them.

    The weights of the second half of the way are averaged (Izmailov et al. 2018, "Averaging Weights Leads to Wider
    Optima").
    """
    torch.manual_seed(seed)
    chance = random.Random(seed)
    optimizer = _optimizer([net], 1.5e-3, 1.5e-3)
    average = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(_MEMORY))  # type: ignore[no-untyped-call]
    steps, step = epochs * ceil(len(examples) / 8), 0
    for epoch in range(epochs):
        told = []
        for some in _shuffled(examples, 8, chance):
            told.append(
                _step(
                    net,
                    optimizer,
                    batch(_some_cropped(some, chance), chance, proposed=0.9, others=10),
                    step,
                    step / steps,
                )
            )
            step += 1
            if 2 * step >= steps:
                average.update_parameters(net)
        say(f"epoch {epoch + 1}: " + " ".join(f"{each:.3f}" for each in np.mean(told, axis=0)))
    net.load_state_dict(average.module.state_dict())
    net.eval()


def mean(nets: Sequence[Tagger]) -> Tagger:
    """Return a network with the mean weights of some that were tuned from the same one (Wortsman et al. 2022)."""
    total: dict[str, Tensor] = {}
    for each in nets:
        for name, weights in each.state_dict().items():
            total[name] = total.get(name, 0) + weights / len(nets)
    nets[0].load_state_dict(total)
    return nets[0]


def relabelled(net: Tagger, examples: Sequence[Example]) -> Iterator[Example]:
    """Yield examples with what the network reads in them in place of what the rules do, where it is sure enough."""
    net.eval()
    for each in examples:
        targets = tuple(_read(net, each))
        if targets:
            yield replace(each, targets=targets)


def _read(net: Tagger, example: Example) -> Iterator[Target]:
    with torch.no_grad():
        encoded = net.encode(torch.from_numpy(example.rows.astype(np.int64))[None])
        likely = torch.sigmoid(net.cue(encoded)[0, :, 0]).numpy()
        cues = sorted({*np.flatnonzero(likely > _A_CUE).tolist(), *example.proposals})
        if not cues:
            return
        window, told = Between(Flags(example.flags)).near(cues, example.proposals)
        inputs = (torch.zeros(len(cues), dtype=torch.long), torch.tensor(cues), *map(torch.from_numpy, (window, told)))
        points = torch.log_softmax(net.near(encoded, *inputs, net.drop), 1).numpy()
    for cue, row in zip(cues, points, strict=True):
        found = finding(cue, row, example.proposals.get(cue))
        if found is not None and found.likely > _A_QUOTE and found.placed > _PLACED:
            yield Target(cue, found.content, found.source)


class Guess(nn.Module):
    """Guesses which of the commonest words stood where one is hidden (Devlin et al. 2019)."""

    def __init__(self, features: int, examples: Sequence[Example]) -> None:
        super().__init__()
        counts = np.zeros(features, np.int64)
        for each in examples:
            np.add.at(counts, each.rows[:, 0].astype(np.int64), 1)
        counts[0] = 0
        commonest = np.argsort(-counts)[:_GUESSED]
        numbers = np.full(features, -1)
        numbers[commonest] = np.arange(len(commonest))
        self.register_buffer("numbers", torch.from_numpy(numbers), persistent=False)
        self.words = nn.Linear(WIDTH, len(commonest))

    def hide(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the rows with some words hidden, where these stand, and which they are."""
        numbers = self.numbers[rows[..., 0]]  # type: ignore[index]
        hidden = (torch.rand(numbers.shape) < _HIDDEN) & (numbers >= 0)
        shown = rows.clone()
        shown[..., :_OF_THE_WORD][hidden] = 0
        return shown, hidden, numbers[hidden]

    def loss(self, encoded: Tensor, hidden: Tensor, words: Tensor) -> Tensor:
        """Return the loss of guessing them."""
        return functional.cross_entropy(self.words(encoded[hidden]), words)


def _optimizer(parts: Sequence[nn.Module], rate: float, table_rate: float) -> torch.optim.AdamW:
    named = [(name, weights) for part in parts for name, weights in part.named_parameters()]
    others = [weights for name, weights in named if name != "table.weight"]
    embeddings = [weights for name, weights in named if name == "table.weight"]
    table = {"params": embeddings, "lr": table_rate, "weight_decay": 0.0}
    optimizer = torch.optim.AdamW([table, {"params": others, "lr": rate}], weight_decay=0.03)
    for group in optimizer.param_groups:
        group["height"] = group["lr"]
    return optimizer


def _step(
    net: Tagger,
    optimizer: torch.optim.Optimizer,
    some: Batch,
    step: int,
    passed: float,
    guess: Guess | None = None,
) -> tuple[float, ...]:
    for group in optimizer.param_groups:
        group["lr"] = group["height"] * max(_SLOWEST, min(1.0, (step + 1) / _WARM) * (1 - passed))
    net.train()
    losses = _losses(net, some, guess)
    optimizer.zero_grad()
    total = losses[0] + _POINTING * losses[1] + _UNDERSTOOD * losses[2] + _GUESSING * losses[3]
    total.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(net.parameters(), _CLIP)
    optimizer.step()
    return tuple(float(each.detach()) for each in losses)


def _losses(net: Tagger, some: Batch, guess: Guess | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the losses of cues, of the pointers near by, of those further off, and of guessed words."""
    near = far = words = torch.zeros(())
    if guess is None:
        encoded = net.encode(some.rows)
    else:
        shown, hidden, which = guess.hide(some.rows)
        encoded = net.encode(shown)
        words = guess.loss(encoded, hidden, which)
    logits = net.cue(encoded)[..., 0]
    each = functional.binary_cross_entropy_with_logits(logits, some.is_cue, reduction="none") * some.is_token
    cues = each.sum() / max(1.0, float(some.is_cue.sum()))
    if some.near is not None:
        scores = _scores(net.near, net, encoded, some.near).transpose(1, 2)
        near = functional.cross_entropy(scores.reshape(-1, scores.shape[2]), some.near.right.reshape(-1))
    if some.far is not None:
        likely = torch.log_softmax(_scores(net.far, net, encoded, some.far), 1)
        far = -torch.logsumexp(likely.masked_fill(~some.far.right, -1e4), 1).mean()
    return cues, near, far, words


def _scores(pointers: torch.nn.Module, net: Tagger, encoded: Tensor, some: Asked) -> Tensor:
    scores: Tensor = pointers(encoded, some.at, some.cues, some.window, some.told, net.drop)
    return scores


def _some_cropped(examples: Sequence[Example], chance: random.Random) -> list[Example]:
    return [cropped(each, chance) if chance.random() < _CROPPED else each for each in examples]


def _shuffled(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield batches of examples of about the same length, in a random order."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    batches: list[list[int]] = []
    for first in range(0, len(order), size * 40):
        alike = sorted(order[first : first + size * 40], key=lambda n: len(examples[n]))
        batches += [alike[at : at + size] for at in range(0, len(alike), size)]
    chance.shuffle(batches)
    for some in batches:
        yield [examples[n] for n in some]
