"""Tests of `devices/conveyance`."""
