"""Organisations: mentions that rules know for sure, and one entry per body with its other forms."""
