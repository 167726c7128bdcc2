"""Self-service kiosks for travellers."""
