"""Lanes of damaged input, each a program of its own."""
