"""Distillation: a student learns what a teacher thinks of every piece, and in between what annotators wrote."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from extractor.model.folder import MODEL_FILE
from extractor.model.training.augment import Names, augmented
from extractor.model.training.corpora import Example
from extractor.model.training.examples import Window, batches, padded, padded_ids, windows
from extractor.model.training.graph import Weights
from extractor.model.training.learner import Learner, Options, descend, describe, set_rates
from extractor.model.training.loop import LOG_EVERY, loss
from extractor.model.training.soft_windows import SoftWindow, padded_chances, padded_places, soft_windows
from extractor.model.training.students import Encoder, Student, n_layers
from extractor.model.training.teacher import Cache

logger = logging.getLogger(__name__)

MATCHED_EVERY = 4
"""The teacher's hidden states are worked out for so few batches: they take several times what the student takes."""
Batch = list[SoftWindow] | list[Window]


@dataclass(frozen=True, slots=True, kw_only=True)
class DistilOptions(Options):
    """How to distil; a run ends after ``epochs`` over the soft labels or ``minutes``, whichever comes first.

    ``temperature`` softens both sides, ``gold_repeats`` is how often an epoch draws each annotated text, ``hidden`` the
    weight of the teacher's hidden states. With ``minutes`` the rates follow the clock, and runs differ.
    """

    epochs: int = 3
    minutes: float | None = None
    save_minutes: float = 10.0
    rate: float = 4e-4
    head_rate: float = 4e-4
    warm_up: float = 0.03
    window: int = 192
    overlap: int = 32
    average: float = 0.998
    temperature: float = 2.0
    gold_repeats: int = 2
    hidden: float = 0.0


def soft_loss(scores: torch.Tensor, wanted: torch.Tensor, temperature: float) -> torch.Tensor:
    """Divergence of the student from the teacher, both softened, a piece; where nothing is wanted there is none."""
    aim = wanted.pow(1 / temperature)
    aim = aim / aim.sum(-1, keepdim=True).clamp(min=1e-9)
    log = functional.log_softmax(scores.float() / temperature, -1)
    count = (wanted.sum(-1) > 0).sum().clamp(min=1)
    return functional.kl_div(log, aim, reduction="sum") * temperature**2 / count


class Guide:
    """The teacher's hidden states; its pieces are its own."""

    def __init__(self, weights: Weights, pad: int) -> None:
        self.pad = pad
        self.network = Encoder(weights, tuple(range(n_layers(weights)))).eval().requires_grad_(False)

    def loss(self, rows: Sequence[SoftWindow], states: Sequence[torch.Tensor], layers: Sequence[int]) -> torch.Tensor:
        """The mean square of what the student's ``states`` differ by from the teacher's ``layers``, piece by piece."""
        ids, mask = map(torch.from_numpy, padded_ids([row.teacher for row in rows], self.pad))
        own = self.network.states(ids, mask)
        length = states[0].shape[1]
        places = torch.from_numpy(padded_places(rows, length))[..., None]
        real = torch.from_numpy(padded_ids(rows, 0)[1])[..., None]
        apart = [
            (state - own[layer].gather(1, places.expand(-1, -1, state.shape[2]))).square() * real
            for state, layer in zip(states, layers, strict=True)
        ]
        return torch.stack([value.sum() / real.sum() / value.shape[2] for value in apart]).mean()


@dataclass(slots=True)
class Place:
    """How far a run is: whole epochs, shards of this one, batches of this shard; steps and seconds in all."""

    epoch: int = 0
    shard: int = 0
    batch: int = 0
    step: int = 0
    seconds: float = 0.0


@dataclass(slots=True)
class _Recently:
    """What happened since the last line of the log."""

    since: float = field(default_factory=time.monotonic)
    steps: int = 0
    pieces: int = 0
    loss: float = 0.0


class Distillation(Learner):
    """One run into ``folder``: a checkpoint and the model so far (``latest``) every few minutes and at the end."""

    def __init__(
        self,
        student: Student,
        tokenizer_json: dict[str, Any],
        cache: Cache,
        folder: Path,
        options: DistilOptions,
        *,
        guide: Guide | None = None,
    ) -> None:
        torch.set_num_threads(options.threads)
        super().__init__(student, tokenizer_json, folder, options)
        self.student, self.cache, self.options, self.guide = student, cache, options, guide
        self.at = Place()
        self.recently = _Recently()

    def save(self) -> None:
        """Write the state of the run."""
        self.write_state(self.options, {"place": asdict(self.at)})

    def resume(self) -> bool:
        """Go on from the checkpoint where there is one of the same student and options."""
        if state := self.read_state(self.options):
            self.at = Place(**state["place"])
        return state is not None

    def train(self, gold: Sequence[Example], names: Names, after_save: Callable[[Path], None]) -> Path:
        """Train for what is left; ``after_save`` gets each exported folder. Returns the last one."""
        self.student.train()
        begun = time.monotonic() - self.at.seconds
        saved = time.monotonic()
        for batch, done in self._batches(gold, names):
            self._learn(batch, done)
            self.at.seconds = time.monotonic() - begun
            if time.monotonic() - saved >= 60 * self.options.save_minutes:
                self._publish(after_save)
                saved = time.monotonic()
        return self._publish(after_save)

    def _publish(self, after_save: Callable[[Path], None]) -> Path:
        self.save()
        folder = self.export(self.folder / "latest")
        after_save(folder)
        self.recently = _Recently()
        return folder

    def _batches(self, gold: Sequence[Example], names: Names) -> Iterator[tuple[Batch, float]]:
        """The batches that are left, each with the share of the run that is done; keeps count of the place."""
        at, epochs = self.at, self.options.epochs
        while at.epoch < epochs:
            order = list(range(self.cache.shards))
            random.Random(f"{self.options.seed}-{at.epoch}").shuffle(order)
            while at.shard < len(order):
                todo = self._todo(order[at.shard], gold[at.shard :: len(order)], names)
                for batch in todo[at.batch :]:
                    clock = at.seconds / 60 / self.options.minutes if self.options.minutes else 0.0
                    if clock >= 1:
                        return
                    at.batch, at.step = at.batch + 1, at.step + 1
                    yield batch, max(clock, (at.epoch + (at.shard + at.batch / len(todo)) / len(order)) / epochs)
                at.shard, at.batch = at.shard + 1, 0
            at.epoch, at.shard = at.epoch + 1, 0

    def _todo(self, shard: int, gold: Sequence[Example], names: Names) -> list[Batch]:
        """The batches of a shard and of its part of the annotated texts, in random order."""
        rng = random.Random(f"{self.options.seed}-{self.at.epoch}-{shard}")
        size = self.options.window - 2
        soft = [
            window
            for text in self.cache.read(shard)
            for window in soft_windows(text, self.tokenizer, self.marks, size=size, rng=rng)
        ]
        hard = [
            window
            for example in gold
            for _ in range(self.options.gold_repeats)
            for window in windows(augmented(example, names, rng), self.tokenizer, self.marks, size=size, rng=rng)
        ]
        todo: list[Batch] = [*batches(soft, self.options.budget, rng), *batches(hard, self.options.budget, rng)]
        rng.shuffle(todo)
        return todo

    def _learn(self, batch: Batch, done: float) -> None:
        set_rates(self.optimiser, self.options, done)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16):
            value = self._loss(batch)
        lost = descend(value, self.student, self.optimiser)
        if self.at.step % self.options.average_every == 0:
            self.average.update(self.model)
        self._log(done, sum(len(row.ids) for row in batch), lost)

    def _loss(self, batch: Batch) -> torch.Tensor:
        soft = [row for row in batch if isinstance(row, SoftWindow)]
        if not soft:
            hard = (row for row in batch if isinstance(row, Window))
            ids, mask, targets = map(torch.from_numpy, padded(hard, self.pad))
            return loss(self.student(ids, mask), targets)
        ids, mask = map(torch.from_numpy, padded_ids(soft, self.pad))
        wanted = torch.from_numpy(padded_chances(soft, ids.shape[1]))
        states = self.student.states(ids, mask)
        value = soft_loss(self.student.head(states[-1]), wanted, self.options.temperature)
        if self.guide and self.at.step % MATCHED_EVERY == 0:
            value = value + self.options.hidden * self.guide.loss(soft, states, self.student.layers)
        return value

    def _log(self, done: float, pieces: int, lost: float) -> None:
        recent = self.recently
        recent.steps, recent.pieces, recent.loss = recent.steps + 1, recent.pieces + pieces, recent.loss + lost
        if recent.steps == LOG_EVERY:
            speed = recent.pieces / (time.monotonic() - recent.since)
            mean = recent.loss / recent.steps
            logger.info("step %d, %.1f %% done, loss %.4f, %.0f pieces/s", self.at.step, 100 * done, mean, speed)
            self.recently = _Recently()

    def export(self, target: Path) -> Path:
        """Write the averaged weights as a model folder."""
        target.mkdir(parents=True, exist_ok=True)
        self.student.write(self.averaged_weights(), target / MODEL_FILE)
        describe(target, self.tokenizer_json, self.marks, self.options)
        return target
