"""Batches of examples as tensors."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from models.quotes.tagger.facts import BEFORE, BEHIND, FAR_BEFORE, FAR_BEHIND, Between, Flags
from models.quotes.tagger.inputs import SLOTS
from models.training.tagger.examples import Example, Target, asked, spoken_before

_IGNORED = -100


@dataclass(frozen=True, slots=True)
class Asked:
    """Cues with their windows, the facts of the tokens in them and what is right: (cues, pointers) or (…, reach, …)."""

    at: Tensor
    cues: Tensor
    window: Tensor
    told: Tensor
    right: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles with the cues that are asked in them; `near` for content and source, `far` for who is understood."""

    rows: Tensor
    is_cue: Tensor
    is_token: Tensor
    near: Asked | None
    far: Asked | None


def batch(examples: Sequence[Example], chance: random.Random, *, proposed: float, others: int | None) -> Batch:
    """Join examples; the rules' proposals are told for a share; `others` bounds the cues that bring in nothing."""
    longest = max(len(each) for each in examples)
    rows = np.zeros((len(examples), longest, SLOTS), np.int64)
    is_cue, is_token = np.zeros((2, len(examples), longest), np.float32)
    near, far = [], []
    for number, each in enumerate(examples):
        rows[number, : len(each)] = each.rows
        is_token[number, : len(each)] = 1
        is_cue[number, [target.cue for target in each.targets]] = 1
        between = Between(Flags(each.flags))
        near.append(_near(each, between, asked(each, others, chance), told=chance.random() < proposed))
        far += [_far(each, between, target) for target in each.targets if _is_understood(target)]
    numbered_near = [(number, part) for number, part in enumerate(near) if part is not None]
    articles = [n for n, each in enumerate(examples) for target in each.targets if _is_understood(target)]
    numbered_far = [(n, part) for n, part in zip(articles, far, strict=True) if part is not None]
    tensor = torch.from_numpy
    return Batch(tensor(rows), tensor(is_cue), tensor(is_token), _joined(numbered_near), _joined(numbered_far))


_Part = tuple[list[int], np.ndarray, np.ndarray, np.ndarray]


def _near(example: Example, between: Between, cues: list[int], *, told: bool) -> _Part | None:
    if not cues:
        return None
    window, facts = between.near(cues, example.proposals if told else {})
    if not told:
        facts[..., 10:] = 0
    targets = {target.cue: target for target in example.targets}
    right = np.array([_edges(cue, targets.get(cue)) for cue in cues])
    right[(right < 0) | (right >= BEFORE + BEHIND)] = _IGNORED
    return cues, window, facts, right


def _edges(cue: int, target: Target | None) -> tuple[int, int, int, int]:
    """Return where the four pointers of a cue should point in its window; its own place stands for nothing."""
    first = cue - BEFORE
    if target is None:
        return BEFORE, BEFORE, BEFORE, BEFORE
    content, source = target.content, target.source
    edges = (BEFORE, BEFORE) if source is None else (source.first - first, source.last - 1 - first)
    return content.first - first, content.last - 1 - first, *edges


def _is_understood(target: Target) -> bool:
    return target.source is None and target.speaker is not None


def _far(example: Example, between: Between, target: Target) -> _Part | None:
    """Ask who is understood; every mention in the window is right, None where there is none."""
    sources = [each.source for each in example.targets if each.source is not None]
    window, facts = between.far(target.cue, spoken_before(example, target.cue), sources)
    right = np.zeros((1, FAR_BEFORE + FAR_BEHIND, 2), bool)
    first = target.cue - FAR_BEFORE
    for mention in example.people[target.speaker or 0]:
        for pointer, token in enumerate((mention.first, mention.last - 1)):
            if 0 <= token - first < right.shape[1] and token != target.cue and token < len(example):
                right[0, token - first, pointer] = True
    return ([target.cue], window, facts, right) if right.any(axis=1).all() else None


def _joined(parts: Sequence[tuple[int, _Part]]) -> Asked | None:
    if not parts:
        return None
    at = [number for number, (cues, *_) in parts for _ in cues]
    cues = [cue for _, (some, *_) in parts for cue in some]
    arrays = (np.concatenate([part[field] for _, part in parts]) for field in (1, 2, 3))
    return Asked(torch.tensor(at), torch.tensor(cues), *(torch.from_numpy(each) for each in arrays))
