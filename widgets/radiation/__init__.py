"""Views of occupancies, count profiles and spectra."""
