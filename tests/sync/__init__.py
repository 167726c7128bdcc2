"""Tests of `app/sync`."""
