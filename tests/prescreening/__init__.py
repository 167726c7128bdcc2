"""Tests of `app/prescreening`."""
