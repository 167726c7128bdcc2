"""Views of consignments, their risk and what is missing to know it."""
