"""About the scan itself: family INT."""
