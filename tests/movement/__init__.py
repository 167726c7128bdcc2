"""Tests of `app/movement`."""
