"""``python -m extractor.evaluation.bench_models MODEL… --gold GOLD --releases RELEASES``: how good, how fast, how big.

All in one run on one machine. Each release goes through every model in turn, whole extraction and JSON, so that the
load of the machine meets all alike; the start is not counted. Beside them stands a spaCy pipeline of the sizes that
``de_core_news_sm`` publishes, untrained, which has a speed only.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from extractor.archive.formats import Fields, Options
from extractor.archive.readers import releases
from extractor.archive.release import Release
from extractor.batch.output import whole_file
from extractor.batch.run import Here
from extractor.evaluation.curve import figure
from extractor.evaluation.extraction import extracted_by
from extractor.evaluation.gold import Gold, read_all
from extractor.evaluation.scores import ALL, FIVE, score
from extractor.evaluation.spacy_pipeline import published_sizes
from extractor.model.folder import SHIPPED
from extractor.pipeline import DEFAULT, RULES, Extractor

WARM_UP = 10
SPACY = "spaCy, sizes of de_core_news_sm"
ROW = "{:32} {:>8} {:>8} {:>9} {:>9} {:>8}"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a model reaches: strict F1 of five labels and of all, words a second, and the size of its files."""

    name: str
    five: float | None
    all: float | None
    speed: float
    megabytes: float | None


def speeds(items: Iterable[Release], runs: Sequence[Callable[[Release], object]]) -> list[float]:
    """Words a second of each of ``runs``, all on each release in turn."""
    words, seconds = 0, [0.0] * len(runs)
    for number, release in enumerate(items):
        if number == WARM_UP:
            words, seconds = 0, [0.0] * len(runs)
        words += len(release.text.split())
        for place, run in enumerate(runs):
            begun = time.perf_counter()
            run(release)
            seconds[place] += time.perf_counter() - begun
    return [words / taken for taken in seconds]


def measured(models: Sequence[str], gold: dict[str, Gold], items: Iterable[Release]) -> list[Figures]:
    """The figures of all models and of the spaCy pipeline."""
    extractors = [Extractor(model) for model in models]
    other = published_sizes()

    def with_spacy(release: Release) -> None:
        with other.memory_zone():
            other(release.text)

    runs = [_whole(extractor) for extractor in extractors]
    *rates, spacy_rate = speeds(items, [*runs, with_spacy])
    found = [Figures(SPACY, None, None, spacy_rate, None)]
    for model, extractor, rate in zip(models, extractors, rates, strict=True):
        strict = score(gold, extracted_by(Here(extractor.extract_release), gold.values())).strict
        found.append(Figures(model, strict[FIVE].f1, strict[ALL].f1, rate, _megabytes(model)))
    return sorted(found, key=lambda one: one.speed)


def _whole(extractor: Extractor) -> Callable[[Release], object]:
    return lambda release: extractor.extract_release(release).to_json()


def _megabytes(model: str) -> float | None:
    folder = SHIPPED.get(model, Path(model))
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"] if folder.is_dir() else []
    return sum(path.stat().st_size for path in files) / 1e6 if files else None


def table(figures: Sequence[Figures], words: str = "words/s") -> str:
    """The figures as text; the last column is how many times faster than the default model each is."""
    default = next((one.speed for one in figures if one.name == DEFAULT), None)
    lines = [ROW.format("model", "five F1", "all F1", words, "times", "MB")]
    for one in figures:
        scores = [f"{value:.3f}" if value is not None else "–" for value in (one.five, one.all)]
        times = f"{one.speed / default:.2f}" if default else "–"
        size = f"{one.megabytes:.1f}" if one.megabytes is not None else "–"
        lines.append(ROW.format(one.name[-32:], *scores, f"{one.speed:,.0f}", times, size))
    return "\n".join(lines)


def main() -> None:
    """Measure, print the table, write the figure and the numbers where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", metavar="MODEL", help="default, fast, a folder, a spaCy pipeline")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--releases", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=200, help="releases to time")
    parser.add_argument("--svg", type=Path, help="the curve as a figure")
    parser.add_argument("--json", type=Path, help="the figures as data")
    arguments = parser.parse_args()
    options = Options(fields=Fields(prepend_title=True))
    items = islice(releases([arguments.releases], options), arguments.limit + WARM_UP)
    models = list(dict.fromkeys([*arguments.models, RULES]))
    found = measured(models, read_all(arguments.gold), items)
    print(table(found))
    curve = figure([(one.name, one.speed, one.five) for one in found])
    data = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) + "\n"
    for path, text in ((arguments.svg, curve), (arguments.json, data)):
        if path:
            with whole_file(path, overwrite=True) as file:
                file.write(text.encode())


if __name__ == "__main__":
    main()
