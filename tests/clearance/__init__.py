"""Tests of `app/clearance`."""
