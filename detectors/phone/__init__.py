"""Phone number, and the other things demanded on the way in: families PHN."""
