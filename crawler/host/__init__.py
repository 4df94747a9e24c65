"""The embedded host: its Python side; the browser side is in ``browser/``."""
