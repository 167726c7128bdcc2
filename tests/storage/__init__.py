"""Tests of `app/storage`."""
