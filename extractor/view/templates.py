"""Templates of our packages; all that they are given is escaped."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, FunctionLoader, StrictUndefined


def environment(*packages: str) -> Environment:
    """Templates by file name, looked for in the folders of ``packages`` (``extractor.cli``), the first first."""
    return Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=ChoiceLoader([_of_package(package) for package in packages]),
    )


def _of_package(package: str) -> FunctionLoader:
    folder = files(package)

    def load(name: str) -> str | None:
        try:
            return folder.joinpath(name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    return FunctionLoader(load)
