"""Names the nuclides in a gamma spectrum, offline, with the evidence for each name."""
