"""The view of a radiograph, 16 bits deep, and its tools."""
