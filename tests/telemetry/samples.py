"""What the metrics say, which many tests of one process add to."""

from bot.telemetry.metrics import value


class Grown:
    """By how much a sample has grown since it was asked for the first time."""

    def __init__(self):
        self._before = {}

    def __call__(self, name, **labels):
        now = value(name, **labels)
        return now - self._before.setdefault((name, *sorted(labels.items())), now)
