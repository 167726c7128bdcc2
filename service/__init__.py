"""The central service: it ingests what stations record, and shares what an agreement names."""
