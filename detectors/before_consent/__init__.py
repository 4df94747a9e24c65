"""Before and without consent: family PRE."""
