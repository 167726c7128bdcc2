"""The vocabulary of coordinated clearance: values that cannot be wrong, standard library only."""
