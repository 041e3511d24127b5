"""Measures: how good the extraction is against annotated material."""
