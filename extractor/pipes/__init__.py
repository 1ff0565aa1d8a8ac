"""spaCy components, one a concern: what the model found is repaired, completed, normalised and linked."""

from __future__ import annotations

from importlib import import_module

NAMES = (
    "press_amounts",
    "press_roles",
    "press_organisations",
    "press_programmes",
    "press_places",
    "press_people",
    "press_links",
    "press_quotes",
)
"""The pipes in the order they run, after sentences, zones and the model."""

FINDERS = frozenset({"press_roles", "press_organisations", "press_programmes"})
"""Pipes that find mentions of their own where the model does not know all labels."""


def register() -> None:
    """Import the factories, so that spaCy knows them without the package's entry points."""
    import_module("extractor.text.components")
    import_module("extractor.model.component")
    for name in NAMES:
        import_module(f"extractor.pipes.{name.removeprefix('press_')}.factory")
