"""The shared twin of a pack: the same verdicts, without the inspector's own data."""
