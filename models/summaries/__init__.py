"""Summaries: the interface of every engine, and the engine that chooses sentences of the article."""
