"""Tests of `app/radiation`."""
