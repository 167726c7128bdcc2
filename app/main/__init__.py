"""The composition root of the workstation: it alone sees every part and joins them."""
