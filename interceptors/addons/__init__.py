"""The proxy's add-ons, one subject a file. A file has ``ORDER`` (small comes first) and ``make(session)``."""
