"""Views of travellers, their documents and their faces."""
