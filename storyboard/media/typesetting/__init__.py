"""Words set in type: fonts, letters of every script in them, and where lines break."""
