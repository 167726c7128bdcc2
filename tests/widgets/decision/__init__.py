"""Tests of `widgets/decision`."""
