"""Simulated instruments in processes of their own, speaking the real protocols."""
