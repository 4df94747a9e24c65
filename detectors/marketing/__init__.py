"""MKT: personalised content, message subscriptions, jumps to elsewhere."""
