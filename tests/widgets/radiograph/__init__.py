"""Tests of `widgets/radiograph`."""
