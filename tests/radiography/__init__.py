"""Tests of `app/radiography`."""
