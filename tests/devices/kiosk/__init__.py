"""Tests of `devices/kiosk`."""
