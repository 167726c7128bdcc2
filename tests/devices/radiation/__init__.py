"""Tests of `devices/radiation`."""
