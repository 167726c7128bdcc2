"""Tests of `widgets/consignment`."""
