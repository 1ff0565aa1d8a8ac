"""The check: a run over good releases alone, a run over the same with hostile files among them, and what broke."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

from extractor.archive.faults import MEMORY
from extractor.evaluation.hostile.kinds import ESCAPED, HostileFile, Lure, Outcome, good_id, write
from extractor.evaluation.hostile.watching import server, tree
from extractor.evaluation.memory import memory_of

MIB = 1 << 20
SECRET = "dieses-wort-steht-nur-in-der-geheimen-datei"  # noqa: S105
ALLOWED = {0, 3}
"""Exit codes: all done, some releases failed."""
LIMITS = f"took longer than|{MEMORY}"
"""What may be said of any file: a slow machine meets these limits first."""
SHOWN = 20
STOLEN = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """How the runs are started; ``most_memory`` is what all processes together may take, in MiB."""

    count: int = 300
    workers: int = 2
    model: str = "default"
    options: tuple[str, ...] = ()
    most_memory: int = 2048
    seed: int = 0


@dataclass(slots=True)
class Run:
    """What one run left."""

    code: int
    seconds: float
    peak: int | None
    messages: str
    lines: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The records' lines by the file they are from."""
    failures: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class Report:
    """Both runs, the hostile files, and each broken promise in a line."""

    alone: Run
    mixed: Run
    files: list[HostileFile]
    problems: list[str]

    def by_kind(self) -> dict[str, str]:
        """What became of the files of each kind."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for file in self.files:
            found[file.kind.name].update(_fates(file, self.mixed))
        return {name: ", ".join(f"{count} x {fate}" for fate, count in fates.items()) for name, fates in found.items()}


def check(texts: Iterable[str], settings: Settings) -> Report:
    """Run both and compare. All happens in a temporary folder, which is also the runs' home and working folder."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name, server() as (url, visits):
        room = Path(name).resolve()
        for part in ("input", "home", "temp", "work", "output"):
            (room / part).mkdir()
        secret = room / "secret.txt"
        secret.write_text(SECRET, encoding="utf-8")
        good = [f"{good_id(number)}.txt" for number, text in enumerate(texts) if _put(room, number, text)]
        alone = run(room, "alone", settings)
        ids = tuple(Path(name).stem for name in good[-STOLEN:])
        files = list(write(room / "input", settings.count, Lure(secret, url, ids), seed=settings.seed, among=len(good)))
        before = tree(room)
        mixed = run(room, "mixed", settings)
        problems = [
            *_run_problems(mixed, settings),
            *_good_problems(good, alone, mixed),
            *(problem for file in files for problem in _file_problems(file, mixed)),
            *_traces(room, before, len(visits), mixed),
        ]
        return Report(alone, mixed, files, problems)


def _put(room: Path, number: int, text: str) -> bool:
    (room / "input" / f"{good_id(number)}.txt").write_bytes(text.encode())
    return True


def run(room: Path, name: str, settings: Settings) -> Run:
    """Extract the input through the command line, in a process of its own."""
    output = room / "output" / f"{name}.jsonl"
    command = [sys.executable, "-m", "extractor", "extract", str(room / "input"), "--output", str(output)]
    command += ["--workers", str(settings.workers), "--model", settings.model, "--quiet", *settings.options]
    folders = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(room / "temp")) | {"HOME": str(room / "home")}
    path = os.pathsep.join(filter(None, (str(Path(__file__).parents[3]), os.environ.get("PYTHONPATH"))))
    environment = os.environ | folders | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    begun = time.monotonic()
    process = Popen(  # noqa: S603
        command, cwd=room / "work", env=environment, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE
    )
    with process, memory_of(process) as peak:
        _, messages = process.communicate()
    found = Run(process.returncode, time.monotonic() - begun, peak.size, messages.decode(errors="replace"))
    for line in _lines(output):
        found.lines[json.loads(line)["source"]["path"].partition("/")[0]].append(line)
    for line in _lines(output.with_name(output.name + ".failures.jsonl")):
        failure = json.loads(line)
        shown = failure["path"].removeprefix(f"{room / 'input'}{os.sep}")
        found.failures[shown.partition(os.sep)[0]].append(failure)
    return found


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _run_problems(mixed: Run, settings: Settings) -> list[str]:
    found = []
    if mixed.code not in ALLOWED:
        found.append(f"the run ended with exit code {mixed.code}: {mixed.messages[-500:]}")
    if "Traceback" in mixed.messages:
        found.append(f"a trace: {mixed.messages[-1500:]}")
    if mixed.peak is not None and mixed.peak > settings.most_memory * MIB:
        found.append(f"{mixed.peak // MIB:,} MiB of memory, more than {settings.most_memory:,}")
    return found


def _good_problems(good: Sequence[str], alone: Run, mixed: Run) -> list[str]:
    found = [f"{name}: no record even alone: {alone.failures[name]}" for name in good if not alone.lines[name]]
    changed = [name for name in good if alone.lines[name] and alone.lines[name] != mixed.lines[name]]
    return found + [f"{name}: {_difference(alone.lines[name], mixed, name)}" for name in changed]


def _difference(lines: Sequence[str], mixed: Run, name: str) -> str:
    if not mixed.lines[name]:
        return f"no record beside the hostile files: {mixed.failures[name]}"
    before, after = (json.loads(found[0]) for found in (lines, mixed.lines[name]))
    fields = [field for field in before if before[field] != after.get(field)]
    return "another record than alone: " + ", ".join(
        f"{one} {before[one]!s:.200} / {after[one]!s:.200}" for one in fields
    )


def _file_problems(file: HostileFile, mixed: Run) -> list[str]:
    records, failures = len(mixed.lines[file.name]), mixed.failures[file.name]
    promised = {
        Outcome.FAILS: not records and failures,
        Outcome.EXTRACTS: records and not failures,
        Outcome.BOTH: records and failures,
        Outcome.EITHER: records or failures,
    }
    reasons = [failure["reason"] for failure in failures]
    blamed = re.compile(f"{file.kind.blames}|{LIMITS}")
    found = [f"{file.name}: blames the wrong thing: {one}" for one in reasons if not blamed.search(one)]
    if not promised[file.kind.outcome]:
        found.append(f"{file.name}: {file.kind.outcome} was promised; {records} records, {reasons[:3]}")
    return found


def _traces(room: Path, before: dict[str, tuple[int, int]], visits: int, mixed: Run) -> list[str]:
    """What the run left outside the output folder, and what it betrayed."""
    output = str(room / "output")
    after = tree(room)
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    found = [f"{path} was written, changed or removed" for path in sorted(changed) if not path.startswith(output)]
    escaped = [
        folder / f"{ESCAPED}.txt" for folder in (*room.parents, Path.home(), Path.cwd(), Path(tempfile.gettempdir()))
    ]
    found += [f"{path} was written" for path in escaped if path.exists()]
    found += [f"{name}: the secret file was read" for name, lines in mixed.lines.items() if SECRET in "".join(lines)]
    found += [f"{name}: the secret file was read" for name, all_ in mixed.failures.items() if SECRET in str(all_)]
    return found + ([f"{visits} visits to the server"] if visits else [])


def _fates(file: HostileFile, mixed: Run) -> set[str]:
    fates = {_short(failure["reason"]) for failure in mixed.failures[file.name][:SHOWN]}
    if lines := mixed.lines[file.name]:
        codes = {warning["code"] for line in lines[:SHOWN] for warning in json.loads(line)["warnings"]}
        fates.add(f"record ({', '.join(sorted(codes))})" if codes else "record")
    return fates or {"nothing"}


def _short(reason: str) -> str:
    return reason if len(reason) <= 100 else f"{reason[:100]}…"
