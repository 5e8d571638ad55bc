"""Learning the weights of `models.summaries.salience` by gradient descent."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.summaries.salience import FACTS, Salience
from models.training.ranker.examples import Example

_HIDDEN = 24
_ROUNDS = 4
_BATCH = 4_096
_RATE = 5e-3
_COMMON = 4_000  # words with a weight of their own
_SEEN = 30  # articles that such a word stands in
_TOWARDS_NONE = 2.5e-7  # pull of those weights to zero
_LED = 0.7  # weight of words of articles that begin with their summary
_COPIED = 0.6  # weight of words of articles whose abstract is their own first line


class _Network(nn.Module):
    """The twin of `Salience` that learns."""

    def __init__(self, common: int) -> None:
        super().__init__()
        self.hidden = nn.Linear(FACTS, _HIDDEN)
        self.deep = nn.Linear(_HIDDEN, 1)
        self.direct = nn.Linear(FACTS, 1, bias=False)
        self.own = nn.Embedding(common + 1, 1)
        nn.init.zeros_(self.own.weight)

    def forward(self, facts: Tensor, numbers: Tensor) -> Tensor:
        """Return a logit for each row of facts."""
        deep: Tensor = self.deep(torch.tanh(self.hidden(facts)))
        logits: Tensor = (deep + self.direct(facts) + self.own(numbers)).squeeze(-1)
        return logits


def learn(examples: Sequence[Example], human: frozenset[str], say: Callable[[str], None]) -> Salience:
    """Return the network that the examples teach; the same examples give the same network."""
    torch.manual_seed(0)
    vocabulary = _vocabulary(examples)
    facts, numbers, taken, weights = _rows(examples, vocabulary, human)
    mean, deviation = facts.mean(0), facts.std(0) + 1e-3
    known = (facts - mean) / deviation
    net = _Network(len(vocabulary))
    optimizer = torch.optim.Adam(net.parameters(), _RATE)
    steps = _ROUNDS * (len(known) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for number in range(_ROUNDS):
        lost = 0.0
        order = torch.randperm(len(known))
        for at in range(0, len(known) - _BATCH + 1, _BATCH):
            some = order[at : at + _BATCH]
            logits = net(known[some], numbers[some])
            each = functional.binary_cross_entropy_with_logits(logits, taken[some], reduction="none")
            loss = (weights[some] * each).mean() + _TOWARDS_NONE * (net.own.weight**2).sum()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
            lost += float(loss.detach())
        say(f"round {number + 1} of {_ROUNDS}: loss {lost * _BATCH / len(known):.4f}")
    learned = {name: each.numpy() for name, each in net.state_dict().items()}
    learned["own"] = learned.pop("own.weight")
    return Salience(learned | {"mean": mean.numpy(), "deviation": deviation.numpy()}, vocabulary)


def gains(net: Salience, examples: Sequence[Example], choose: Callable[[Salience, Example], int]) -> float:
    """Return the mean ROUGE-1 F of the sentences that are chosen, in percent."""
    return 100 * float(np.mean([each.gains[choose(net, each)] for each in examples])) if examples else 0.0


def chosen(net: Salience, of: Example) -> int:
    """Return the sentence that the network would take first, among those that may become a point."""
    numbers = np.array([net.number(word) for word in of.words], np.intp)
    likely = net.likelihoods(of.facts.astype(np.float32), numbers)
    worth = [2 * float(likely[list(own)].sum()) / (size + 22) for own, size in zip(of.sentences, of.sizes, strict=True)]
    return max(range(len(worth)), key=lambda n: (of.sound[n], worth[n]))


def lead(_: Salience, of: Example) -> int:
    """Return the first sentence, whatever it is."""
    return 0 if of.gains else -1


def _vocabulary(examples: Sequence[Example]) -> dict[str, int]:
    seen = Counter(word for each in examples for word in each.words)
    common = sorted(word for word, times in seen.most_common(_COMMON) if times >= _SEEN)
    return {word: row for row, word in enumerate(common)}


def _rows(
    examples: Sequence[Example], vocabulary: dict[str, int], human: frozenset[str]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return the facts, numbers, answers and weights of all words of all examples."""
    last = len(vocabulary)
    facts = np.concatenate([each.facts for each in examples]).astype(np.float32)
    numbers = np.array([vocabulary.get(word, last) for each in examples for word in each.words], np.int64)
    taken = np.concatenate([each.taken for each in examples]).astype(np.float32)
    weighed = [
        np.full(len(each.words), _LED if each.led else 1.0 if each.outlet in human else _COPIED, np.float32)
        for each in examples
    ]
    return (
        torch.from_numpy(facts),
        torch.from_numpy(numbers),
        torch.from_numpy(taken),
        torch.from_numpy(np.concatenate(weighed)),
    )
