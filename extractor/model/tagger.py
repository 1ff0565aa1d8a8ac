"""The tagger: finds mentions in a text with an ONNX encoder. Needs onnxruntime and tokenizers, never torch."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.model import pieces as piece
from extractor.model import tags
from extractor.model.agreement import agreed
from extractor.model.folder import CONFIG_FILE, MODEL_FILE, TOKENIZER_FILE, Config, ModelError

WINDOWS_AT_ONCE = 16


class Tagger:
    """An encoder with a tag head over the pieces of a text.

    One text at a time: int8 activations are scaled over a whole batch, so a batch holds the windows of one text only
    and a text gives the same mentions alone and in company.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        from tokenizers import Tokenizer

        onnxruntime = runtime()
        missing = [name for name in (CONFIG_FILE, MODEL_FILE, TOKENIZER_FILE) if not (folder / name).is_file()]
        if missing:
            raise ModelError(f"{folder} is no model folder: {', '.join(missing)} missing; `extractor train` writes one")
        self.folder = folder
        try:
            self.config = Config.read(folder / CONFIG_FILE)
            self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self.session = onnxruntime.InferenceSession(
                str(folder / MODEL_FILE), _session_options(threads), providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # the libraries raise types of their own, and bare Exception
            raise ModelError(f"{folder} cannot be loaded as a model: {error}") from error

    def tag(self, text: str) -> list[tuple[int, int, str]]:
        """The mentions of ``text`` as ``(start, end, label)`` in characters, in text order, without overlap."""
        parts = piece.split(text, self.tokenizer)
        if not len(parts):
            return []
        scores = self.log_probabilities(parts) - tags.beginnings(self.config.labels)
        found = self._decoded(text, parts, scores)
        heard = agreed(text, parts, scores, found, self.config.labels)
        return found if heard is None else self._decoded(text, parts, heard)

    def _decoded(self, text: str, parts: piece.Pieces, scores: NDArray[np.float32]) -> list[tuple[int, int, str]]:
        path = tags.viterbi(scores)
        found: list[tuple[int, int, str]] = []
        for first, last, label in tags.spans(path):
            start, end = _whole_words(text, int(parts.starts[first]), int(parts.ends[last - 1]))
            if start < end and (not found or found[-1][1] <= start):
                found.append((start, end, self.config.labels[label]))
        return found

    def log_probabilities(self, parts: piece.Pieces) -> NDArray[np.float32]:
        """Log-probabilities of shape ``(pieces, tags)``, each from the window that holds the piece most centrally."""
        spans = piece.windows(len(parts), self.config.window, self.config.overlap)
        kept = piece.owners(len(parts), spans)
        rows = []
        for start in range(0, len(spans), WINDOWS_AT_ONCE):
            logits = self.logits(self.batch(parts, spans[start : start + WINDOWS_AT_ONCE]))
            for row, window, own in zip(logits, spans[start:], kept[start:], strict=False):
                rows.append(row[1 + own[0] - window[0] : 1 + own[1] - window[0]])
        return _log_softmax(np.concatenate(rows))

    def batch(self, parts: piece.Pieces, spans: list[tuple[int, int]]) -> NDArray[np.int64]:
        """Input ids of shape ``(windows, length + 2)``: the pieces of each window between begin and end marks."""
        rows = [[self.config.bos, *parts.ids[start:end], self.config.eos] for start, end in spans]
        return np.array(rows, np.int64)

    def logits(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """The network's raw scores, shape ``(windows, length, tags)``."""
        (scores,) = self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return np.asarray(scores, np.float32)

    def batches(self, text: str) -> Iterator[NDArray[np.int64]]:
        """The inputs that tagging ``text`` gives to the network (for measuring the network alone)."""
        parts = piece.split(text, self.tokenizer)
        spans = piece.windows(len(parts), self.config.window, self.config.overlap)
        for start in range(0, len(spans) if len(parts) else 0, WINDOWS_AT_ONCE):
            yield self.batch(parts, spans[start : start + WINDOWS_AT_ONCE])


def runtime() -> Any:
    """``onnxruntime`` without its telemetry, which writes to the home folder and to the network once it is imported."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


def _session_options(threads: int) -> Any:
    options = runtime().SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # releases differ in length: the arena would keep the largest for ever
    return options


def _log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(1, keepdims=True)), np.float32)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words, without white space or line feeds at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and _is_word(text[start - 1]) and _is_word(text[start]):
        start -= 1
    while start < end < len(text) and _is_word(text[end - 1]) and _is_word(text[end]):
        end += 1
    return start, end


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@lru_cache(maxsize=4)
def load_tagger(folder: Path, *, threads: int = 1) -> Tagger:
    """The tagger in ``folder``, loaded once a process."""
    return Tagger(folder, threads=threads)
