"""Makes models/weights/tagger: `python -m models.training.tagger --help`."""
