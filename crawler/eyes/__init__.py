"""Reading pictures beside the walk, in a process of its own."""
