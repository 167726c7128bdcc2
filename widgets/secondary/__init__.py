"""Secondary inspection: the work list, the radiograph and what speaks for or against a load."""
