"""When targets are inspected, and the child processes that do it."""
