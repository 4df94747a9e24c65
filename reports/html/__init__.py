"""The report people open: one HTML file, no script, nothing from the network."""
