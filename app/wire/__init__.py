"""Facts as canonical bytes, signed and numbered, for every place outside this process."""
