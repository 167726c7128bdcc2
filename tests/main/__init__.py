"""The composition root: every kind of device, opening, closing, and errors of ours."""
