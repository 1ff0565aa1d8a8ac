"""``python -m extractor.evaluation.speed RELEASES``: words a second of extraction against the network alone.

Release by release and in one process: first the network alone (tokenise and run it on the very batches extraction
gives it), then the whole extraction up to the JSON line. The ratio is the figure to keep; the speeds depend on the
machine and its load.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from extractor.archive.readers import releases
from extractor.archive.release import Release
from extractor.model.component import TaggerPipe
from extractor.pipeline import Extractor
from extractor.text.view import clean

WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds for the same words; ``ratio`` is the speed of extraction over that of the network alone."""

    releases: int
    words: int
    bare_seconds: float
    extract_seconds: float

    @property
    def ratio(self) -> float:
        """1 would be an extraction that costs nothing beside the network."""
        return self.bare_seconds / self.extract_seconds


def measure(items: Iterable[Release], extractor: Extractor) -> Speed:
    """Time the network alone and the extraction, taking turns, on each release."""
    pipe = extractor.nlp.get_pipe("press_tagger")
    if not isinstance(pipe, TaggerPipe):
        raise TypeError("speed is measured against the shipped tagger's network")
    count = words = 0
    bare = extract = 0.0
    for number, release in enumerate(items):
        begun = time.perf_counter()
        for ids in pipe.tagger.batches(clean(release.text).text):
            pipe.tagger.logits(ids)
        between = time.perf_counter()
        extractor.extract_release(release).to_json()
        ended = time.perf_counter()
        if number >= WARM_UP:
            count, words = count + 1, words + len(release.text.split())
            bare, extract = bare + between - begun, extract + ended - between
    return Speed(count, words, bare, extract)


def main() -> None:
    """Print both speeds and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--limit", type=int, default=500)
    arguments = parser.parse_args()
    result = measure(islice(releases([arguments.releases]), arguments.limit + WARM_UP), Extractor())
    print(f"{result.releases} releases, {result.words} words")
    print(f"network alone {result.words / result.bare_seconds:.0f} words/s")
    print(f"extract       {result.words / result.extract_seconds:.0f} words/s")
    print(f"ratio         {result.ratio:.3f}")


if __name__ == "__main__":
    main()
