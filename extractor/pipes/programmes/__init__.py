"""Programmes: names of schemes, projects, campaigns, prizes and courses that rules know for sure, and their entries."""
