"""Two inspections of one program compared: what is new, fixed, unchanged, and what cannot be compared."""
