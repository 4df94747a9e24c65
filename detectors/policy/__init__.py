"""POL: what the rules say, and whether they can be found and read."""
