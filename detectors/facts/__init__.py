"""Facts computed once from a recording and shared by the checks."""
