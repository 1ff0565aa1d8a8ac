"""Places: one entry per named place."""
