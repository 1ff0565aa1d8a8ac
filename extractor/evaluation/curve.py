"""A figure of F1 against words a second, written by hand as SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

Point = tuple[str, float, float | None]
"""Name, words a second, F1; without an F1 a model is a line at its speed."""

WIDTH, HEIGHT = 720, 440
LEFT, RIGHT, TOP, BOTTOM = 60, 150, 20, 50
TICKS = (1, 2, 5)
STEP = 0.05
STYLE = "font:12px sans-serif"


def figure(points: Sequence[Point]) -> str:
    """The figure; speeds stand on a logarithmic axis."""
    scale = _Scale(points)
    parts = [*_grid(scale), *(part for point in points for part in _mark(scale, *point))]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'style="{STYLE}"><rect width="100%" height="100%" fill="white"/>'
    )
    return "\n".join([head, *parts, "</svg>\n"])


class _Scale:
    """Where speeds and scores stand."""

    def __init__(self, points: Sequence[Point]) -> None:
        speeds = [speed for _, speed, _ in points]
        scores = [score for *_, score in points if score is not None] or [0.0, 1.0]
        self.slowest, self.fastest = min(speeds) / 1.3, max(speeds) * 1.3
        self.lowest = math.floor(min(scores) / STEP) * STEP
        self.highest = max(self.lowest + STEP, math.ceil(max(scores) / STEP) * STEP)

    def x(self, speed: float) -> float:
        share = math.log(speed / self.slowest) / math.log(self.fastest / self.slowest)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, score: float) -> float:
        share = (score - self.lowest) / (self.highest - self.lowest)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _grid(scale: _Scale) -> Iterator[str]:
    for power in range(8):
        for tick in (digit * 10**power for digit in TICKS):
            if scale.slowest <= tick <= scale.fastest:
                yield _line(scale.x(tick), TOP, scale.x(tick), HEIGHT - BOTTOM)
                yield _text(scale.x(tick), HEIGHT - BOTTOM + 18, f"{tick:,}", "middle")
    for number in range(round((scale.highest - scale.lowest) / STEP) + 1):
        score = scale.lowest + number * STEP
        yield _line(LEFT, scale.y(score), WIDTH - RIGHT, scale.y(score))
        yield _text(LEFT - 6, scale.y(score) + 4, f"{score:.2f}", "end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "words a second, one process", "middle")
    yield _text(LEFT, TOP - 6, "F1, five labels", "start")


def _mark(scale: _Scale, name: str, speed: float, score: float | None) -> Iterator[str]:
    x, label = scale.x(speed), Path(name).name
    if score is None:
        yield _line(x, TOP, x, HEIGHT - BOTTOM, "#b05000")
        yield _text(x + 5, HEIGHT - BOTTOM - 6, label, "start")
        return
    yield f'<circle cx="{x:.1f}" cy="{scale.y(score):.1f}" r="4" fill="#1050a0"/>'
    yield _text(x + 7, scale.y(score) - 5, f"{label} ({score:.3f})", "start")


def _line(x: float, y: float, to_x: float, to_y: float, colour: str = "#dddddd") -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
