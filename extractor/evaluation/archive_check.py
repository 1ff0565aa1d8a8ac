"""``python -m extractor.evaluation.archive_check RELEASES``: what must hold for every record, on a real archive.

Every mention, amount and quote is ``text[start:end]``, nothing raises, and a release gives the same record, its
``source`` apart, alone in a pipeline of its own order and in company.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from itertools import islice, pairwise
from pathlib import Path

from extractor.archive.readers import releases
from extractor.archive.release import Release
from extractor.pipeline import Extractor
from extractor.records import Amount, Mention, Quote, Record

SEED = 0


def problems(items: Sequence[Release], extractor: Extractor) -> list[str]:
    """One line a release that breaks a promise; the second pass takes the releases one by one in another order."""
    found = []
    first: dict[int, str] = {}
    for number, release in enumerate(items):
        try:
            record = extractor.extract_release(release)
        except Exception as error:  # whatever is raised is what this check looks for
            found.append(f"{release.id}: {error!r}")
            continue
        found += [f"{release.id}: {problem}" for problem in _span_problems(record, release.text)]
        first[number] = _comparable(record)
    order = list(first)
    random.Random(SEED).shuffle(order)
    for number in order:
        alone = extractor.extract(items[number].text, id=items[number].id)
        if _comparable(_like(alone, items[number])) != first[number]:
            found.append(f"{items[number].id}: another record alone than in the archive")
    return found


def _span_problems(record: Record, text: str) -> list[str]:
    spans: list[Mention | Amount | Quote] = [*record.mentions, *record.amounts, *record.quotes]
    wrong = [
        f"{span.start}-{span.end} is not {span.text!r}" for span in spans if text[span.start : span.end] != span.text
    ]
    ordered = [(mention.start, mention.end) for mention in record.mentions]
    overlaps = [f"mentions overlap at {right[0]}" for left, right in pairwise(ordered) if right[0] < left[1]]
    return wrong + overlaps


def _like(record: Record, release: Release) -> Record:
    """The record with what only the container knew of its release."""
    known = {name: getattr(release, name) for name in ("title", "sender", "date") if getattr(release, name) is not None}
    return record.model_copy(update=known)


def _comparable(record: Record) -> str:
    return record.model_dump_json(exclude={"source"})


def main() -> None:
    """Print the problems; exit with 1 if there are any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--limit", type=int, default=2000)
    arguments = parser.parse_args()
    items = list(islice(releases([arguments.releases]), arguments.limit))
    found = problems(items, Extractor())
    for line in found:
        print(line)
    print(f"{len(items)} releases, {len(found)} problems")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
