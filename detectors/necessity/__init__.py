"""Whether what is collected is needed: by category, by function, and how often."""
