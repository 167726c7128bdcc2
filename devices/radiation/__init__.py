"""Radiation portal monitors and the spectra of handheld instruments."""
