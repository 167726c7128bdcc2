"""The page on which supervisors see how well each imager sees."""
