"""Who said what: cues, content, sources and who a source is."""

from models.quotes.extractor import attribute
from models.quotes.labels import label

__all__ = ["attribute", "label"]
