"""``python -m extractor.evaluation.bench RELEASES``: where the time goes, and what comparable pipelines take.

All in one run on the same releases: each stage of the extraction in this process; the network alone (tokenise and run
it on the same batches); a spaCy pipeline with the components and sizes that ``de_core_news_sm`` publishes (its weights
do not matter for speed); and ``extract`` as users run it with one and more workers, with peak memory of all processes.
With ``--curve`` also how rate and memory go over a long run.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.archive.readers import releases
from extractor.archive.release import Release
from extractor.evaluation.runs import Watched, first_rows, options, watch
from extractor.evaluation.spacy_pipeline import published_sizes
from extractor.model.component import TaggerPipe
from extractor.pipeline import DEFAULT, RULES, Extractor
from extractor.pipes.record import build_record
from extractor.text.view import clean

if TYPE_CHECKING:
    from spacy.language import Language

WARM_UP = 20
MIB = 1 << 20
STEPS = (1000, 2000, 5000, 10_000, 15_000)
ROW = "{:28} {:>9} {:>9} {:>9}"


@dataclass(slots=True)
class Seconds:
    """Seconds of each stage of the extraction, of the network alone and of the spaCy pipeline, for the same words."""

    words: int = 0
    stages: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    network: float = 0.0
    spacy: float = 0.0

    @property
    def extract(self) -> float:
        """All stages."""
        return sum(self.stages.values())


def measure(items: Iterable[Release], extractor: Extractor, other: Language) -> Seconds:
    """Time all three on each release in turn, so that the load of the machine meets all alike."""
    pipe = extractor.nlp.get_pipe("press_tagger")
    if not isinstance(pipe, TaggerPipe):
        raise TypeError("the network alone is measured with the shipped tagger")
    result = Seconds()
    for number, release in enumerate(items):
        if number == WARM_UP:
            result = Seconds()
        result.words += len(release.text.split())
        begun = time.perf_counter()
        for ids in pipe.tagger.batches(clean(release.text).text):
            pipe.tagger.logits(ids)
        between = time.perf_counter()
        with other.memory_zone():
            other(release.text)
        result.network += between - begun
        result.spacy += time.perf_counter() - between
        _stages(release, extractor, result.stages)
    return result


def _stages(release: Release, extractor: Extractor, seconds: dict[str, float]) -> None:
    """One extraction, stage by stage, as ``Extractor.extract_release`` does it."""
    nlp = extractor.nlp
    with nlp.memory_zone():
        begun = time.perf_counter()
        doc = nlp.make_doc(release.text)
        for name, component in [("tokens", None), *nlp.pipeline]:
            doc = component(doc) if component else doc
            ended = time.perf_counter()
            seconds[name] += ended - begun
            begun = ended
        build_record(doc, release, extractor.provenance, keep_text=True).to_json()
        seconds["record and JSON"] += time.perf_counter() - begun


def report(seconds: Seconds, runs: Sequence[tuple[int, Watched]], count: int) -> None:
    """Print the tables."""
    print(f"{seconds.words:,} words in one process\n")
    print(ROW.format("stage", "seconds", "words/s", "share"))
    rows = [*seconds.stages.items(), ("extract", seconds.extract), ("network alone", seconds.network)]
    for name, taken in [*rows, ("spaCy pipeline", seconds.spacy)]:
        print(ROW.format(name, f"{taken:.1f}", f"{seconds.words / taken:,.0f}", f"{taken / seconds.extract:.3f}"))
    print(f"\nextract is {seconds.network / seconds.extract:.3f} of the network alone", end=", ")
    print(f"{seconds.spacy / seconds.extract:.3f} of the spaCy pipeline\n")
    print(ROW.format(f"extract, {count:,} releases", "seconds", "first", "peak MiB"))
    for workers, run in runs:
        print(ROW.format(f"{workers} workers", f"{run.seconds:.1f}", f"{run.first:.1f}", f"{run.peak() / MIB:,.0f}"))
    if len(runs) > 1:
        one, more = (run.seconds - run.first for _, run in (runs[0], runs[-1]))
        print(f"{runs[-1][0]} workers are {one / more:.2f} times {runs[0][0]}, the start apart")


def curve(run: Watched, steps: Sequence[int]) -> None:
    """Print over a long run what 1,000 releases take, and the memory."""
    print(ROW.format("releases", "per 1,000", "processor", "peak MiB"))
    before = 0
    for step in steps:
        taken = run.at(step) - (run.at(before) if before else run.first)
        worked = run.processor(step) - run.processor(max(before, 1))
        each, effort = (1000 * seconds / (step - before) for seconds in (taken, worked))
        print(ROW.format(f"{step:,}", f"{each:.1f} s", f"{effort:.1f} s", f"{run.peak(before, step) / MIB:,.0f}"))
        before = step


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("releases", type=Path)
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--model", default=DEFAULT)
    parser.add_argument("--curve", type=int, metavar="N", help="a run over N releases instead, with all workers")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        rows = Path(name) / "rows.jsonl"
        if arguments.curve:
            count = first_rows(arguments.releases, rows, arguments.curve)
            run = watch(rows, Path(name) / "out.jsonl", *options(arguments.model, arguments.workers[-1]))
            print(run.messages.strip())
            curve(
                run, [step for step in (*range(1000, 5000, 1000), *range(5000, count, 5000)) if step < count] + [count]
            )
            return
        count = first_rows(arguments.releases, rows, arguments.limit + WARM_UP)
        seconds = measure(islice(releases([rows]), count), Extractor(arguments.model), published_sizes())
        first_rows(rows, Path(name) / "one.jsonl", 1)
        watch(Path(name) / "one.jsonl", Path(name) / "warm.jsonl", *options(RULES, 1))
        runs = [
            (workers, watch(rows, Path(name) / f"{workers}.jsonl", *options(arguments.model, workers)))
            for workers in arguments.workers
        ]
        report(seconds, runs, count)


if __name__ == "__main__":
    main()
