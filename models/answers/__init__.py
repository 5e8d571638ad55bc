"""Answers from an article: what is asked, where the article tells it, and no where it does not."""

from models.answers.answering import answer

__all__ = ["answer"]
