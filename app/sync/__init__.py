"""What the station owes the central service and what it receives from it."""
