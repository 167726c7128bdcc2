"""Tests of `app/runtime`."""
