"""Tests of widgets.secondary."""
