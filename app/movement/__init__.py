"""Entries, exits and stays: an entry into one country is the exit from the other."""
