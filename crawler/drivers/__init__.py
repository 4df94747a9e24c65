"""One file per kind of target; each offers a ``Driver``."""
