"""Who said what: cues, content, sources and who a source is."""

from models.quotes.extractor import attribute

__all__ = ["attribute"]
