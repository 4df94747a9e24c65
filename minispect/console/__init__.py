"""The console: what the store and the packs hold, in a browser. Nothing of a target can run in it."""
