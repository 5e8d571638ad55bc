"""Tests of models/answers."""
