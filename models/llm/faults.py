"""What keeps a language model from answering."""

from models.reading import Shortfall


class EndpointError(Exception):
    """There is no answer to be had: `shortfall` says why, the message says it to the operator and holds no secret."""

    def __init__(self, shortfall: Shortfall, told: str) -> None:
        super().__init__(told)
        self.shortfall = shortfall
