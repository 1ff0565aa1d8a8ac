"""Links: who holds which role, where, and in which status."""
