"""Identification of nuclides."""
