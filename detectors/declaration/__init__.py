"""Declaration against use: family DEC."""
