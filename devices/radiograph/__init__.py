"""Imaging systems: what they put into a drop folder, and how it is read."""
