"""Tests of `widgets/traveller`."""
