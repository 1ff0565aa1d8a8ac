"""Hostile files of every format, and the check that they do a run no harm."""
