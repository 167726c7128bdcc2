"""Tests of `devices/emulators`."""
