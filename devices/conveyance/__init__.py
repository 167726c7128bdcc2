"""Readers that say which conveyance stands in the lane."""
