"""Tests of `widgets/radiation`."""
