"""A synthetic cargo imager: what stands in the beam, what of it passes, what is read out."""
