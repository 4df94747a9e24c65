"""What people decide about findings: signed, beside the sealed pack, never in it."""
