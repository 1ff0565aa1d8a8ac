"""``python -m extractor`` is the command ``extractor``."""

from extractor.cli.app import main

if __name__ == "__main__":
    main()
