"""Devices, links and what is owed to the central service, with ages and counts."""
