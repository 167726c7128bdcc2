"""Tests of `widgets/common`."""
