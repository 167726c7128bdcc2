"""Tests of `app/shell`."""
