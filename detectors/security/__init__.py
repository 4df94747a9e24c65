"""How it leaves: family SEC."""
