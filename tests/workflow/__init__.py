"""Tests of `app/workflow`."""
