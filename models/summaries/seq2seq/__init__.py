"""The engine that writes with a small encoder-decoder model: fetched once, converted, run on this machine."""
