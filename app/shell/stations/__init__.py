"""One presenter for each screen: recorded values in, what the officer wants out."""
