"""WeChat's own side of the embedded host, out of the program's reach: consent, permissions, planted values."""
