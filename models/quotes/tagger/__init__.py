"""A learned reader of cues, content and sources: a small convolutional network beside the rules, read with NumPy."""
