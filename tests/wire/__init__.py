"""Tests of `app/wire`."""
