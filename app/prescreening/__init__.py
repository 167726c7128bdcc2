"""Manifests, messages, identifiers and lookouts: what is known before arrival."""
