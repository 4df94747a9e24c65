"""The ground of minispect: what was observed, as frozen data and an append-only log."""
