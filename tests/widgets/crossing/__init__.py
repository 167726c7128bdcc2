"""Tests of `widgets/crossing`."""
