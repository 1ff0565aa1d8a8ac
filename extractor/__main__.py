"""The command ``extractor``, also as ``python -m extractor``.

Worker processes import this module again, as Python's ``spawn`` does: it must stay light.
"""


def main() -> None:
    """Run the command line."""
    from extractor.cli.app import main as run

    run()


if __name__ == "__main__":
    main()
