"""Whole programs in processes of their own, joined by real sockets."""
