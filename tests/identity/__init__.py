"""Tests of `app/identity`."""
