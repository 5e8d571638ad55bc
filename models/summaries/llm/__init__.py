"""The engine that has a language model write: any OpenAI-compatible endpoint, on this machine or elsewhere."""
