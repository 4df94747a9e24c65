"""What leaves, and to whom: family FLW."""
