"""Procedure, policy and authority as tables: what may happen next, under whose law."""
