"""Notice and consent: family CON."""
