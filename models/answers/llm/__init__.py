"""The engine that has a language model find the answer: what it cites is shown, and it is never a source itself."""
