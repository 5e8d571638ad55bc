"""How much of the news a sentence carries: the place where a learned ranker goes."""

from collections.abc import Callable

from models.summaries.features import Features

Ranker = Callable[[Features], float]
"""Gives a sentence its weight; only the order of the weights within an article counts."""


def weighted(of: Features) -> float:
    """Return a weighted sum of the features.

    The weights were chosen by hand and held against first-sentence ROUGE-1 on BBC summaries, with the lead and without.
    """
    return (
        0.2 * of.position
        + 0.8 * of.lead
        + 0.5 * of.centrality
        + 0.2 * of.title_shared
        + 0.8 * of.title_cosine
        + 0.3 * of.frequency
        + 0.3 * of.length
        - 0.1 * of.short
        - 0.05 * of.joined
        - 0.15 * of.vague
        - 0.2 * of.long
    )
