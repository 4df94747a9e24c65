"""What a screen shows: pure functions of a view tree, used by the walk and by the checks alike."""
