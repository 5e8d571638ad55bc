"""Asking a language model: any OpenAI-compatible endpoint, which summaries and answers share."""
