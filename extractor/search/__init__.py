"""An embedded full-text index over records."""
