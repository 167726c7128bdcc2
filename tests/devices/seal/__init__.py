"""Tests of `devices/seal`."""
