"""The screen that adjudicates one portal alarm, and its parts."""
