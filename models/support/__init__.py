"""The check between an engine that writes sentences of its own and the reader: what the article supports, and where."""

from models.support.checker import Checker
from models.support.verdict import Fault, Verdict

__all__ = ["Checker", "Fault", "Verdict"]
