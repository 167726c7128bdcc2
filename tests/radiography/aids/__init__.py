"""Tests of the aids."""
