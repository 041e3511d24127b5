"""Dateline: news articles in, a map of events out."""

__version__ = "0.1.0"
