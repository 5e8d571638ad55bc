"""Learning the scales of `models.answers.ranking`: a choice among what an article offers and giving no answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from models.answers.ranking import Scale, Scales, best
from models.training.answers.examples import Example

_TOWARDS_NONE = {"who_said": 0.001, "what_said": 0.001, "fact": 0.0003}  # pull of all weights to zero
_NEVER = -1e6  # worth of what cannot be chosen
_ROUNDS = 40
_SMOOTH = 4  # twentieths on each side over which the gain of a floor is averaged
_WRONG, _INVENTED = {"fact": 0.5}, {"fact": 1.5}
"""What a wrong answer costs where the article tells another (else 0) and where it tells none (else 1), a right one
gaining 1: a wrong number misleads more than a missing one."""
_LOWER = {"who_said": 1.0, "what_said": 0.5}
"""What the floors of quotes are lowered by in the end: the questions that are made are harder to refuse than those that
readers ask, and a quote beside the point does no harm, since it is shown with its speaker."""
_RANKED = 0.3  # weight of a question about a paragraph


def learn(examples: Iterable[Example]) -> Scales:
    """Return the scales that the examples teach; the same examples give the same scales."""
    found: dict[str, list[Example]] = {}
    for each in examples:
        if each.offers:
            found.setdefault(each.scale, []).append(each)
    return {name: _scale(some) for name, some in sorted(found.items())}


def _scale(examples: Sequence[Example]) -> Scale:
    names = sorted({name for each in examples for offer in each.offers for name in offer})
    kinds = sorted({each.kind for each in examples})
    asked = _Asked.of(examples, names, kinds)
    weights = torch.zeros(len(names), requires_grad=True)
    floors = torch.zeros(len(kinds), requires_grad=True)
    common = torch.zeros(1, requires_grad=True)
    absent = torch.zeros(1, requires_grad=True)
    steps = torch.optim.LBFGS([weights, floors, common, absent], max_iter=_ROUNDS)
    pull = _TOWARDS_NONE[examples[0].scale]

    def loss() -> Tensor:
        steps.zero_grad()
        lost = asked.missed(weights, common + floors[asked.kind] + absent * asked.absent)
        lost = lost + pull * ((weights**2).sum() + (floors**2).sum() + absent[0] ** 2)
        lost.backward()  # type: ignore[no-untyped-call]
        return lost

    steps.step(loss)  # type: ignore[no-untyped-call]
    with torch.no_grad():
        scale = Scale(
            {name: float(weight) for name, weight in zip(names, weights, strict=True)},
            {kind: float(common + floor) for kind, floor in zip(kinds, floors, strict=True)},
            float(absent),
        )
    return _set(scale, examples)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions side by side: `offers` is (questions, most offers, features), a row of `good` has none at its end.

    `none` is added to the worths of offers and of giving no answer: no offer where there is none, and no question about
    a paragraph goes without an answer.
    """

    offers: Tensor
    none: Tensor
    good: Tensor
    kind: Tensor
    absent: Tensor
    share: Tensor

    @classmethod
    def of(cls, examples: Sequence[Example], names: Sequence[str], kinds: Sequence[str]) -> "_Asked":
        most = max(len(each.offers) for each in examples)
        offers = torch.zeros(len(examples), most, len(names))
        none = torch.full((len(examples), most + 1), _NEVER)
        good = torch.zeros(len(examples), most + 1, dtype=torch.bool)
        for n, each in enumerate(examples):
            size = len(each.offers)
            offers[n, :size] = torch.tensor([[offer.get(name, 0.0) for name in names] for offer in each.offers])
            good[n, :size] = torch.tensor(each.right)
            good[n, most] = not any(each.right)
            none[n, :size] = 0.0
            none[n, most] = _NEVER if each.ranked else 0.0
        share = [_weight(each) * (any(each.right) or not each.ranked) for each in examples]
        return cls(
            offers,
            none,
            good,
            torch.tensor([kinds.index(each.kind) for each in examples]),
            torch.tensor([each.absent for each in examples]),
            torch.tensor(share) / sum(_weight(each) for each in examples),
        )

    def missed(self, weights: Tensor, floor: Tensor) -> Tensor:
        """Return how unlikely the right choices are: one of the good offers of each question, or none."""
        likely = torch.log_softmax(torch.cat([self.offers @ weights, floor[:, None]], 1) + self.none, 1)
        return -(torch.logsumexp(likely.masked_fill(~self.good, _NEVER), 1) * self.share).sum()


def _set(scale: Scale, examples: Sequence[Example]) -> Scale:
    """Move all floors by what makes most of the answers right that are given, or rightly not given."""
    over = []
    for each in examples:
        if not each.ranked:
            worths = [scale.worth(offer) for offer in each.offers]
            top = best(worths)
            lost = _WRONG.get(each.scale, 0.0) if each.told else _INVENTED.get(each.scale, 1.0)
            gain = 1.0 if each.right[top] else -lost
            over.append((worths[top] - scale.enough(each.kind, each.absent), each.share * gain))
    steps = [n / 20 for n in range(-60, 61)]
    gained = [sum(gain for margin, gain in over if margin >= step) for step in steps]
    # where many steps gain as much, the middle one
    smooth = [sum(gained[max(0, n - _SMOOTH) : n + _SMOOTH + 1]) for n in range(len(steps))]
    step = steps[best(smooth)] - _LOWER.get(examples[0].scale, 0.0)
    return replace(scale, floor={kind: floor + step for kind, floor in scale.floor.items()})


def _weight(each: Example) -> float:
    return _RANKED if each.ranked else each.share
