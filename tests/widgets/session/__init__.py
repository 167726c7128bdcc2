"""Tests of the views of this name."""
