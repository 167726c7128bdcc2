"""Tests of `app/demo`."""
