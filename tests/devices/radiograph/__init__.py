"""Tests of `devices/radiograph`."""
