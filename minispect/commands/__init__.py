"""One file per command, found by folder scan: a function ``command`` with its options."""
